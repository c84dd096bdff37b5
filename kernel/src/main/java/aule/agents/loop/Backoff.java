package aule.agents.loop;

import aule.agents.Settings;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.RunEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What becomes of a step that failed: it is tried again later, a few times and with growing pauses, or the run ends. */
public final class Backoff {

    private static final Duration LONGEST_ASKED = Duration.ofDays(1);
    private static final int WORDS = 200;

    private final Settings.Patience patience;
    private final InstantSource clock;
    private final RandomGenerator chance;

    public Backoff(Settings.Patience patience, InstantSource clock, RandomGenerator chance) {
        this.patience = patience;
        this.clock = clock;
        this.chance = chance;
    }

    /** @param callId the call that failed; null if the model did */
    RunEvent after(RunLog log, AuleException failure, @Nullable String callId) {
        if (!failure.passes()) {
            return new RunEvent.Failed(log.run(), failure.code().wire(), failure.sentence());
        }
        var before = log.state().hold().retrying();
        var failures = Math.max(1, (before == null ? 0 : before.attempt()) + (tried(failure) ? 1 : 0));
        if (tried(failure) && failures >= patience.tries()) {
            return new RunEvent.Failed(log.run(), failure.code().wire(), history(log, failure, failures));
        }
        return new RunEvent.Retrying(
                log.run(), failure.code().wire(), failure.sentence(), failures, due(failure, failures), callId);
    }

    /** Whom an open circuit turned away has not tried. */
    private static boolean tried(AuleException failure) {
        return failure.code() != ErrorCode.CIRCUIT_OPEN;
    }

    private Instant due(AuleException failure, int failures) {
        var asked = failure.retryAfter().orElse(Duration.ZERO);
        var bounded = asked.compareTo(LONGEST_ASKED) < 0 ? asked : LONGEST_ASKED;
        return clock.instant().plus(bounded).plus(pause(failures)).truncatedTo(ChronoUnit.MILLIS);
    }

    /** At least half of what has doubled each time, so that pauses grow, and the rest by chance, so that runs part. */
    private Duration pause(int failures) {
        var doubled = patience.pause().toMillis() << Math.min(20, failures - 1);
        var longest = Math.min(doubled, patience.longest().toMillis());
        return Duration.ofMillis(longest - chance.nextLong(longest / 2 + 1));
    }

    private static String history(RunLog log, AuleException last, int failures) {
        var lines = new ArrayList<String>();
        for (var retry : log.failures()) {
            lines.add("%s: %s".formatted(retry.code(), clip(retry.detail())));
        }
        return "%s It failed %d times in a row and is not tried again. Before: %s"
                .formatted(last.sentence(), failures, String.join(" · ", lines));
    }

    private static String clip(String text) {
        return text.length() <= WORDS ? text : text.substring(0, WORDS - 1) + "…";
    }
}
