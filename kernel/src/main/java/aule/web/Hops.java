package aule.web;

import aule.egress.Behalf;
import aule.egress.Egress;
import aule.egress.Incoming;
import aule.egress.Outgoing;
import aule.egress.Patience;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.RunId;
import aule.web.reading.Body;
import aule.web.reading.MediaType;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The way to one page: every redirect is a request of its own, looked at like the first, all within one time. */
final class Hops {

    /** A part of a PDF cannot be read, so that more of one is taken. */
    static final int LARGEST_PDF = 16 << 20;

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final int MOST = 8;
    private static final long SLACK = 64L << 10;
    private static final Duration FOR_RULES = Duration.ofSeconds(10);
    private static final Duration SHORTEST = Duration.ofMillis(1);

    private final Egress egress;
    private final Robots robots;
    private final PageCache cache;
    private final InstantSource clock;
    private final WebSettings settings;
    private final @Nullable RunId run;
    private final Behalf behalf;
    private final long deadline;

    Hops(
            Egress egress,
            Robots robots,
            PageCache cache,
            InstantSource clock,
            WebSettings settings,
            Pages.Request wanted) {
        this.egress = egress;
        this.robots = robots;
        this.cache = cache;
        this.clock = clock;
        this.settings = settings;
        this.run = wanted.run();
        this.behalf = wanted.behalf();
        this.deadline = System.nanoTime()
                + Duration.ofSeconds(settings.timeoutSeconds()).toNanos();
    }

    static boolean isRedirect(int status) {
        return REDIRECTS.contains(status);
    }

    Fetched to(URI first) throws InterruptedException {
        var hops = new ArrayList<URI>();
        var at = first;
        while (hops.size() <= MOST) {
            permitted(at);
            var known = run == null ? null : cache.of(run, at).orElse((Fetched) null);
            try (var answer = egress.send(request(at, known))) {
                if (known != null && answer.status() == 304) {
                    return known.seenAgain(hops, clock.instant());
                }
                var next = answer.header("Location");
                if (!isRedirect(answer.status()) || next.isEmpty()) {
                    return taken(at, answer, hops);
                }
                hops.add(at);
                at = WebAddress.resolved(at, next.get());
            }
        }
        throw new AuleException(
                ErrorCode.TOOL_FAILED,
                "%s leads from one address to the next and after %d still nowhere.".formatted(first, MOST));
    }

    private void permitted(URI at) throws InterruptedException {
        var host = String.valueOf(at.getHost());
        if (!settings.ignoresRobots(host)) {
            var left = left();
            var patience = Patience.of(left.compareTo(FOR_RULES) < 0 ? left : FOR_RULES);
            robots.check(at, settings::allowance, patience, behalf);
        }
    }

    private Outgoing request(URI at, @Nullable Fetched known) {
        var left = left();
        var patience = new Patience(left, left, left, LARGEST_PDF + SLACK);
        var request = Outgoing.get(at, settings.allowance(at))
                .with(patience)
                .with(behalf)
                .with("Accept", "text/html, text/markdown, application/xhtml+xml, text/*, application/json, */*;q=0.1");
        if (known != null && known.etag() != null) {
            request = request.with("If-None-Match", known.etag());
        }
        if (known != null && known.modified() != null) {
            request = request.with("If-Modified-Since", known.modified());
        }
        return request;
    }

    private Fetched taken(URI at, Incoming answer, List<URI> hops) throws InterruptedException {
        if (answer.status() >= 300) {
            throw new AuleException(ErrorCode.TOOL_FAILED, refusal(at, answer.status()));
        }
        var type = answer.header("Content-Type").orElse("");
        var most = MediaType.isPdf(type) ? LARGEST_PDF : settings.maxBytes();
        var bytes = answer.bytes(most + 1);
        var cut = bytes.length > most;
        var fetched = new Fetched(
                at,
                type,
                new Body(cut ? Arrays.copyOf(bytes, most) : bytes),
                cut,
                hops,
                clock.instant(),
                answer.header("ETag").orElse((String) null),
                answer.header("Last-Modified").orElse((String) null));
        if (run != null) {
            cache.keep(run, fetched);
        }
        return fetched;
    }

    private static String refusal(URI at, int status) {
        return switch (status) {
            case 401, 407 -> "%s asks for a sign-in (%d).".formatted(at, status);
            case 403 -> "%s refuses to be read by programs (403).".formatted(at);
            case 404, 410 -> "There is nothing at %s (%d).".formatted(at, status);
            case 429 -> "%s was asked too often (429); read something else first.".formatted(at);
            default -> "%s answered %d.".formatted(at, status);
        };
    }

    private Duration left() {
        var left = Duration.ofNanos(deadline - System.nanoTime());
        return left.compareTo(SHORTEST) < 0 ? SHORTEST : left;
    }
}
