package aule.web;

import aule.egress.Allowance;
import aule.egress.Origin;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * What a person chose about the web. Keys are not here; they are in the vault.
 *
 * @param engines the search engines in the order in which they are asked; one that is not named is not asked
 * @param searxngUrl where an own SearXNG answers, empty for none; it may be in the person's own network
 * @param robotsIgnored hosts whose robots.txt does not bind agents
 * @param ownAddresses addresses of the person's own network that agents may read all the same, as origins
 * @param maxBytes the most that is read of a page
 * @param timeoutSeconds for one page, redirects included
 */
public record WebSettings(
        List<EngineName> engines,
        String searxngUrl,
        List<String> robotsIgnored,
        List<String> ownAddresses,
        int maxBytes,
        int timeoutSeconds) {

    public static final WebSettings DEFAULT = new WebSettings(
            List.of(EngineName.SEARXNG, EngineName.BRAVE, EngineName.DUCKDUCKGO),
            "",
            List.of(),
            List.of(),
            1 << 20,
            30);

    public WebSettings {
        engines = List.copyOf(engines);
        robotsIgnored = List.copyOf(robotsIgnored);
        ownAddresses = List.copyOf(ownAddresses);
    }

    /** Where a request to a page may go: public addresses, and what a person named. */
    Allowance allowance(URI address) {
        var origin = Origin.of(address);
        var own = ownAddresses.stream().map(Origin::of).anyMatch(origin::equals);
        return own ? Allowance.configured(origin) : Allowance.PUBLIC;
    }

    boolean ignoresRobots(String host) {
        return robotsIgnored.contains(host.toLowerCase(Locale.ROOT));
    }
}
