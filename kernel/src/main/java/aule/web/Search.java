package aule.web;

import aule.breaker.Breaker;
import aule.breaker.Breakers;
import aule.breaker.Circuit;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.OrgId;
import aule.web.Found.Passed;
import aule.web.search.CleanAddress;
import aule.web.search.Engine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** Asks the search engines in the order that a person chose, until one answers. */
public final class Search {

    private static final int SNIPPET = 400;

    private final Engines engines;
    private final SavedWeb saved;
    private final Breakers breakers;
    private final Pace pace;

    Search(Engines engines, SavedWeb saved, Breakers breakers, Pace pace) {
        this.engines = engines;
        this.saved = saved;
        this.breakers = breakers;
        this.pace = pace;
    }

    /**
     * What the first engine that answers finds. One that finds nothing is an answer only if no other finds something.
     *
     * @throws AuleException with {@code TOOL_FAILED} if none answers; the sentence says why each did not
     */
    public Found find(OrgId org, Query query) throws InterruptedException {
        var passed = new ArrayList<Passed>();
        Found nothing = null;
        for (var name : saved.of(org).engines()) {
            var engine = engines.ready(org, name);
            if (engine.isEmpty()) {
                continue;
            }
            try {
                var hits = ask(name, engine.get(), query);
                if (!hits.isEmpty()) {
                    return new Found(name, hits, passed);
                }
                nothing = nothing == null ? new Found(name, hits, List.copyOf(passed)) : nothing;
                passed.add(new Passed(name, name.title() + " found nothing."));
            } catch (AuleException e) {
                passed.add(new Passed(name, e.sentence()));
            }
        }
        if (nothing != null) {
            return nothing;
        }
        throw new AuleException(ErrorCode.TOOL_FAILED, none(org, passed));
    }

    private String none(OrgId org, List<Passed> passed) {
        var asked = passed.isEmpty()
                ? saved.of(org).engines().stream().map(Engines::missing).collect(Collectors.joining(" "))
                : passed.stream().map(Passed::why).collect(Collectors.joining(" "));
        return ("No search engine answered. " + asked).strip();
    }

    /** @throws AuleException that says what is wrong with it */
    List<Hit> ask(OrgId org, EngineName name, Query query) throws InterruptedException {
        var engine =
                engines.ready(org, name).orElseThrow(() -> new AuleException(ErrorCode.INVALID, Engines.missing(name)));
        return ask(name, engine, query);
    }

    private List<Hit> ask(EngineName name, Engine engine, Query query) throws InterruptedException {
        try (var pass = breaker(name).enter()) {
            if (!pace.take(name)) {
                throw new AuleException(
                        ErrorCode.RATE_LIMITED,
                        "%s is asked at most %d times a minute from here."
                                .formatted(name.title(), Pace.PER_MINUTE.get(name)));
            }
            try {
                var hits = clean(engine.search(query), query.limit());
                pass.succeeded();
                return hits;
            } catch (AuleException e) {
                if (e.passes()) {
                    pass.failed();
                }
                throw e;
            }
        }
    }

    Circuit circuit(EngineName name) {
        return breaker(name).circuit();
    }

    private Breaker breaker(EngineName name) {
        return breakers.of("The search engine " + name.title());
    }

    private static List<Hit> clean(List<Hit> hits, int limit) {
        var kept = new LinkedHashMap<String, Hit>();
        for (var hit : hits) {
            CleanAddress.of(hit.address())
                    .ifPresent(address -> kept.putIfAbsent(
                            address, new Hit(line(hit.title()), address, line(hit.snippet()), hit.date())));
        }
        return kept.values().stream().limit(limit).toList();
    }

    private static String line(String text) {
        var line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= SNIPPET ? line : line.substring(0, SNIPPET - 1) + "…";
    }
}
