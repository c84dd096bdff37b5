package aule.web.search;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.vault.Secret;
import aule.web.Hit;
import aule.web.Query;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Brave's Search API, with a key of the person's own. */
public final class Brave implements Engine {

    public static final URI ADDRESS = URI.create("https://api.search.brave.com/res/v1/web/search");

    private static final String NAME = "Brave";

    private final Place place;
    private final Secret key;

    public Brave(Place place, Secret key) {
        this.place = place;
        this.key = key;
    }

    @Override
    public List<Hit> search(Query query) throws InterruptedException {
        var fields = new LinkedHashMap<String, String>();
        fields.put("q", query.words());
        fields.put("count", Integer.toString(query.limit()));
        fields.put("country", query.locale().getCountry());
        fields.put("search_lang", language(query.locale()));
        fields.put("freshness", freshness(query.period()));
        fields.put("text_decorations", "false");
        var answer = place.get(fields, Map.of("X-Subscription-Token", key.reveal(), "Accept", "application/json"));
        return switch (answer.status()) {
            case 200 -> hits(answer.json(NAME));
            case 401, 403 -> throw refused();
            case 422 -> {
                var code = answer.json(NAME).path("error").path("code").asString("");
                throw code.contains("TOKEN")
                        ? refused()
                        : new AuleException(ErrorCode.PROVIDER_ERROR, "Brave does not accept the question (422).");
            }
            default -> throw Refusal.of(NAME, answer.status());
        };
    }

    private static AuleException refused() {
        return new AuleException(
                ErrorCode.INVALID, "Brave does not accept the key; enter another under Settings, Web.");
    }

    private static List<Hit> hits(JsonNode answer) {
        return answer.path("web")
                .path("results")
                .valueStream()
                .map(it -> new Hit(
                        plain(it.path("title")),
                        it.path("url").asString(""),
                        plain(it.path("description")),
                        day(it.path("page_age").asString(""))))
                .toList();
    }

    /** It marks the words that were looked for. */
    private static String plain(JsonNode text) {
        return Jsoup.parse(text.asString("")).text();
    }

    private static String day(String time) {
        return time.length() > 10 ? time.substring(0, 10) : time;
    }

    private static String language(Locale locale) {
        if (!locale.getLanguage().equals("pt")) {
            return locale.getLanguage();
        }
        return locale.getCountry().equals("BR") ? "pt-br" : "pt-pt";
    }

    private static String freshness(Query.@Nullable Period period) {
        return period == null ? "" : "p" + period.name().substring(0, 1).toLowerCase(Locale.ROOT);
    }
}
