package aule.web.search;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.web.Hit;
import aule.web.Query;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/** DuckDuckGo's page for browsers without scripts, which takes no key. */
public final class DuckDuckGo implements Engine {

    public static final URI ADDRESS = URI.create("https://html.duckduckgo.com/html/");

    private static final String NAME = "DuckDuckGo";
    private static final int ACCEPTED = 202;

    private final Place place;

    public DuckDuckGo(Place place) {
        this.place = place;
    }

    @Override
    public List<Hit> search(Query query) throws InterruptedException {
        var fields = new LinkedHashMap<String, String>();
        fields.put("q", query.words());
        fields.put("kl", region(query.locale()));
        fields.put(
                "df",
                query.period() == null
                        ? ""
                        : query.period().name().substring(0, 1).toLowerCase(Locale.ROOT));
        var headers = Map.of("User-Agent", "Mozilla/5.0 (compatible; Aule)", "Accept", "text/html");
        var answer = place.post(fields, headers);
        if (answer.status() != 200 && answer.status() != ACCEPTED) {
            throw Refusal.of(NAME, answer.status());
        }
        return hits(answer.text());
    }

    private List<Hit> hits(String html) {
        var page = Jsoup.parse(html, place.address().toString());
        if (page.selectFirst("#challenge-form, .anomaly-modal__modal") != null) {
            throw new AuleException(
                    ErrorCode.RATE_LIMITED,
                    "DuckDuckGo wants to know whether a person asks; it lets nobody else search now.");
        }
        var found = page.select(".result:not(.result--ad)").stream()
                .filter(it -> it.selectFirst("a.result__a[href]") != null)
                .map(DuckDuckGo::hit)
                .toList();
        if (found.isEmpty() && page.selectFirst(".no-results, .result--no-result") == null) {
            throw new AuleException(
                    ErrorCode.PROVIDER_ERROR, "DuckDuckGo answered with a page that has no results in it.");
        }
        return found;
    }

    private static Hit hit(Element result) {
        var link = result.select("a.result__a[href]").first();
        var date =
                result.select(".result__extras__url > span:last-child").text().strip();
        return new Hit(
                link == null ? "" : link.text(),
                link == null ? "" : link.absUrl("href"),
                result.select(".result__snippet").text(),
                date.matches("\\d{4}-\\d{2}-\\d{2}.*") ? date.substring(0, 10) : "");
    }

    /** Country first, as it names them. */
    private static String region(Locale locale) {
        return locale.getCountry().isEmpty()
                ? ""
                : (locale.getCountry() + "-" + locale.getLanguage()).toLowerCase(Locale.ROOT);
    }
}
