package aule.testkit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Search engines that answer in their real protocols, each with as many results as asked for. */
public final class SearchEngines {

    private SearchEngines() {}

    /** Where result number so and so leads. */
    public static String address(int number) {
        return "https://example.org/page-%d?id=%d".formatted(number, number);
    }

    private static String tracked(int number) {
        return address(number) + "&utm_source=engine&gclid=abc";
    }

    /** DuckDuckGo's page without scripts: every address behind its counter, and an advertisement in front. */
    public static WireServer.Behaviour duckDuckGo(int results) {
        var list = IntStream.rangeClosed(1, results)
                .mapToObj(SearchEngines::duckResult)
                .collect(Collectors.joining());
        var ad =
                "<div class=\"result results_links result--ad\"><h2><a class=\"result__a\" href=\"https://duckduckgo.com/y.js?ad_domain=ads.example\">Buy now</a></h2></div>";
        var nothing = "<div class=\"no-results\">No results found.</div>";
        var page = "<!DOCTYPE html><html><body><div id=\"links\">%s</div></body></html>"
                .formatted(results == 0 ? nothing : ad + list);
        return (_, out) -> out.whole(200, Map.of("Content-Type", "text/html; charset=UTF-8"), page);
    }

    private static String duckResult(int number) {
        return """
                <div class="result results_links results_links_deep web-result">
                  <div class="links_main links_deep result__body">
                    <h2 class="result__title">
                      <a rel="nofollow" class="result__a" href="//duckduckgo.com/l/?uddg=%s&amp;rut=0123abcd">Duck &amp; result %d</a>
                    </h2>
                    <div class="result__extras"><div class="result__extras__url">
                      <a class="result__url" href="#">example.org</a> <span>&nbsp; &nbsp; 2025-03-0%dT00:00:00.0000000</span>
                    </div></div>
                    <a class="result__snippet" href="#">Snippet <b>number</b> %d</a>
                  </div>
                </div>
                """.formatted(
                        URLEncoder.encode(tracked(number), StandardCharsets.UTF_8), number, number % 9 + 1, number);
    }

    /** What DuckDuckGo shows to whom it takes for a program. */
    public static WireServer.Behaviour duckDuckGoDoubts() {
        return (_, out) -> out.whole(
                202,
                Map.of("Content-Type", "text/html"),
                "<html><body><form id=\"challenge-form\"><div class=\"anomaly-modal__title\">Unfortunately, bots use DuckDuckGo too.</div></form></body></html>");
    }

    /** Brave's Search API; only the key is let in. */
    public static WireServer.Behaviour brave(String key, int results) {
        var list = IntStream.rangeClosed(1, results)
                .mapToObj(it -> """
                        {"title": "Brave result %d", "url": "%s", "description": "About <strong>number</strong> %d &amp; more",
                         "page_age": "2025-04-02T10:00:00"}""".formatted(it, tracked(it), it))
                .collect(Collectors.joining(","));
        return (request, out) -> {
            if (!key.equals(request.headers().get("x-subscription-token"))) {
                out.whole(
                        422,
                        Map.of("Content-Type", "application/json"),
                        "{\"type\":\"ErrorResponse\",\"error\":{\"code\":\"SUBSCRIPTION_TOKEN_INVALID\",\"status\":422}}");
                return;
            }
            out.whole(
                    200,
                    Map.of("Content-Type", "application/json"),
                    "{\"type\":\"search\",\"web\":{\"type\":\"search\",\"results\":[%s]}}".formatted(list));
        };
    }

    /** A SearXNG that answers in JSON. */
    public static WireServer.Behaviour searxng(int results) {
        var list = IntStream.rangeClosed(1, results)
                .mapToObj(it ->
                        "{\"title\": \"Searx result %d\", \"url\": \"%s\", \"content\": \"Content %d\", \"publishedDate\": \"2025-05-06T00:00:00\", \"engine\": \"wikipedia\"}"
                                .formatted(it, tracked(it), it))
                .collect(Collectors.joining(","));
        return (_, out) -> out.whole(
                200,
                Map.of("Content-Type", "application/json"),
                "{\"query\":\"q\",\"results\":[%s],\"unresponsive_engines\":[]}".formatted(list));
    }

    public static WireServer.Behaviour failing(int status) {
        return (_, out) -> out.whole(status, Map.of(), "No.");
    }
}
