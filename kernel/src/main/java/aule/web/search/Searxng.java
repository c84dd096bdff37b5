package aule.web.search;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.web.Hit;
import aule.web.Query;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.Jsoup;
import tools.jackson.databind.JsonNode;

/** A SearXNG of the person's own, which asks others. */
public final class Searxng implements Engine {

    private static final String NAME = "SearXNG";

    private final Place place;

    /** @param place of its {@code /search} */
    public Searxng(Place place) {
        this.place = place;
    }

    @Override
    public List<Hit> search(Query query) throws InterruptedException {
        var fields = new LinkedHashMap<String, String>();
        fields.put("q", query.words());
        fields.put("format", "json");
        fields.put("language", query.region().isEmpty() ? "" : query.locale().toLanguageTag());
        fields.put(
                "time_range",
                query.period() == null ? "" : query.period().name().toLowerCase(Locale.ROOT));
        var answer = place.get(fields, Map.of("Accept", "application/json"));
        return switch (answer.status()) {
            case 200 -> hits(answer.json(NAME));
            case 403 ->
                throw new AuleException(
                        ErrorCode.INVALID,
                        "SearXNG does not answer in JSON; add json to search.formats in its settings.yml.");
            case 404 ->
                throw new AuleException(
                        ErrorCode.INVALID, "There is no SearXNG at this address; enter the one of its start page.");
            default -> throw Refusal.of(NAME, answer.status());
        };
    }

    private static List<Hit> hits(JsonNode answer) {
        var found = answer.path("results")
                .valueStream()
                .map(it -> new Hit(
                        plain(it.path("title")),
                        it.path("url").asString(""),
                        plain(it.path("content")),
                        day(it.path("publishedDate").asString(""))))
                .toList();
        if (found.isEmpty() && !answer.path("unresponsive_engines").isEmpty()) {
            throw new AuleException(ErrorCode.UNAVAILABLE, "None of the engines that SearXNG asks answered it.");
        }
        return found;
    }

    private static String plain(JsonNode text) {
        return Jsoup.parse(text.asString("")).text();
    }

    private static String day(String time) {
        return time.length() > 10 ? time.substring(0, 10) : time;
    }
}
