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
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a step that failed: it is tried again later, a few times and with growing pauses; then its agent is
 * restarted, if it is to be, or the run ends.
 */
public final class Backoff {

    private static final Duration LONGEST_ASKED = Duration.ofDays(1);
    private static final int WORDS = 200;

    private final Settings.Patience patience;
    private final InstantSource clock;
    private final RandomGenerator chance;
    private final Supervision supervision;

    public Backoff(Settings.Patience patience, InstantSource clock, RandomGenerator chance, Supervision supervision) {
        this.supervision = supervision;
        this.patience = patience;
        this.clock = clock;
        this.chance = chance;
    }

    /** @param callId the call that failed; null if the model did */
    RunEvent after(RunLog log, AuleException failure, @Nullable String callId) {
        var before = log.state().hold().retrying();
        var earlier = before == null || before.restart() != null ? 0 : before.attempt();
        var failures = Math.max(1, earlier + (tried(failure) ? 1 : 0));
        if (!failure.passes()) {
            return restarted(log, failure, failures, callId).orElseGet(() -> failed(log, failure, failure.sentence()));
        }
        if (tried(failure) && failures >= patience.tries()) {
            return restarted(log, failure, failures, callId)
                    .orElseGet(() -> failed(log, failure, history(log, failure, failures)));
        }
        return new RunEvent.Retrying(
                log.run(),
                failure.code().wire(),
                failure.sentence(),
                failures,
                due(failure, pause(failures)),
                callId,
                null);
    }

    private Optional<RunEvent> restarted(RunLog log, AuleException failure, int failures, @Nullable String callId) {
        return supervision
                .pause(log.state(), log.restarts())
                .map(pause -> new RunEvent.Retrying(
                        log.run(),
                        failure.code().wire(),
                        failure.sentence(),
                        failures,
                        due(failure, pause),
                        callId,
                        log.restarts() + 1));
    }

    private static RunEvent failed(RunLog log, AuleException failure, String detail) {
        return new RunEvent.Failed(log.run(), failure.code().wire(), detail);
    }

    /** Whom an open circuit turned away has not tried. */
    private static boolean tried(AuleException failure) {
        return failure.code() != ErrorCode.CIRCUIT_OPEN;
    }

    private Instant due(AuleException failure, Duration pause) {
        var asked = failure.retryAfter().orElse(Duration.ZERO);
        var bounded = asked.compareTo(LONGEST_ASKED) < 0 ? asked : LONGEST_ASKED;
        return clock.instant().plus(bounded).plus(pause).truncatedTo(ChronoUnit.MILLIS);
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
        var restarts = log.restarts() == 0 ? "" : " after restart %d of its agent".formatted(log.restarts());
        return "%s It failed %d times in a row%s and is not tried again. Before: %s"
                .formatted(last.sentence(), failures, restarts, String.join(" · ", lines));
    }

    private static String clip(String text) {
        return text.length() <= WORDS ? text : text.substring(0, WORDS - 1) + "…";
    }
}
