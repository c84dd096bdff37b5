package aule.web;

import aule.egress.Allowance;
import aule.egress.Behalf;
import aule.egress.Egress;
import aule.egress.Origin;
import aule.egress.Outgoing;
import aule.egress.Patience;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import crawlercommons.robots.BaseRobotRules;
import crawlercommons.robots.SimpleRobotRules;
import crawlercommons.robots.SimpleRobotRules.RobotRulesMode;
import crawlercommons.robots.SimpleRobotRulesParser;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What sites ask programs not to read (RFC 9309). Rules are kept for a day; a site whose rules cannot be had is asked
 * for them again after a minute, and read by nobody until then.
 */
final class Robots {

    static final String NAME = "aule";

    private static final int LARGEST = 500 << 10;
    private static final int REDIRECTS = 5;
    private static final int SITES = 1_000;
    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration SOON = Duration.ofMinutes(1);

    private record Kept(BaseRobotRules rules, Instant until) {}

    private record Key(Origin origin, Allowance allowance) {}

    /** Which way leads to an address. */
    @FunctionalInterface
    interface Way {
        Allowance to(URI address);
    }

    private final Egress egress;
    private final InstantSource clock;
    private final Map<Key, Kept> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Kept> eldest) {
            return size() > SITES;
        }
    };

    Robots(Egress egress, InstantSource clock) {
        this.egress = egress;
        this.clock = clock;
    }

    /**
     * @param patience for each request that it takes to know
     * @param behalf what these are for
     * @throws AuleException with {@code EGRESS_DENIED} if the site asks not to read the address, or does not tell
     */
    void check(URI address, Way way, Patience patience, Behalf behalf) throws InterruptedException {
        var origin = Origin.of(address);
        var key = new Key(origin, way.to(address));
        var kept = of(key);
        if (kept.isEmpty() || kept.get().until().isBefore(clock.instant())) {
            kept = Optional.of(keep(key, ask(origin, way, patience, behalf)));
        }
        var rules = kept.get().rules();
        if (rules.isAllowed(address.toString())) {
            return;
        }
        throw new AuleException(
                ErrorCode.EGRESS_DENIED,
                rules.isDeferVisits()
                        ? "%s does not say in its robots.txt what programs may read, because it fails; try again later, or read another site."
                                .formatted(origin)
                        : "The robots.txt of %s asks programs not to read %s; read another site, or have the person allow this host under Settings, Web."
                                .formatted(origin, address.getRawPath()));
    }

    private synchronized Optional<Kept> of(Key key) {
        return Optional.ofNullable(known.get(key));
    }

    private synchronized Kept keep(Key key, BaseRobotRules rules) {
        var kept = new Kept(rules, clock.instant().plus(rules.isDeferVisits() ? SOON : DAY));
        known.put(key, kept);
        return kept;
    }

    private BaseRobotRules ask(Origin origin, Way way, Patience patience, Behalf behalf) throws InterruptedException {
        var at = URI.create(origin + "/robots.txt");
        for (var hop = 0; hop <= REDIRECTS; hop++) {
            try (var answer =
                    egress.send(Outgoing.get(at, way.to(at)).with(patience).with(behalf))) {
                var next = answer.header("Location");
                if (!Hops.isRedirect(answer.status()) || next.isEmpty()) {
                    return rules(origin, answer.status(), answer.status() == 200 ? answer.bytes(LARGEST) : new byte[0]);
                }
                at = WebAddress.resolved(at, next.get());
            }
        }
        return new SimpleRobotRules(RobotRulesMode.ALLOW_ALL);
    }

    private static BaseRobotRules rules(Origin origin, int status, byte[] content) {
        if (status >= 500 || status == 429) {
            var none = new SimpleRobotRules(RobotRulesMode.ALLOW_NONE);
            none.setDeferVisits(true);
            return none;
        }
        return status == 200
                ? new SimpleRobotRulesParser()
                        .parseContent(origin + "/robots.txt", content, "text/plain", List.of(NAME))
                : new SimpleRobotRules(RobotRulesMode.ALLOW_ALL);
    }
}
