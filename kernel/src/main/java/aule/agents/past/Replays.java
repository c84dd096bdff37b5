package aule.agents.past;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Plays recorded runs again, without asking or doing anything outside. */
public final class Replays {

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int MOST = 20_000;

    private final Takes takes;

    public Replays(Takes takes) {
        this.takes = takes;
    }

    /**
     * Plays a run again.
     *
     * @throws AuleException with {@code TOO_LARGE} or {@code TIME_LIMIT} if the record is too long for it
     */
    public Replay play(Recording recording, Mode mode) {
        if (recording.events().size() > MOST) {
            throw new AuleException(
                    ErrorCode.TOO_LARGE,
                    "The run %s has %,d events; at most %,d are played again."
                            .formatted(recording.run(), recording.events().size(), MOST));
        }
        var search = new Search(takes, recording, mode);
        var task = new FutureTask<>(search::best);
        var thread = Thread.ofVirtual().name("replay-" + recording.run()).start(task);
        try {
            return task.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new AuleException(
                    ErrorCode.TIME_LIMIT,
                    "The replay of %s took longer than %d seconds and was stopped."
                            .formatted(recording.run(), LONGEST.toSeconds()),
                    late);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AuleException(ErrorCode.UNAVAILABLE, "The kernel stops; replay the run later.", stopped);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException mistake
                    ? mistake
                    : new IllegalStateException("A replay broke off", failed);
        } finally {
            search.stop();
            thread.interrupt();
        }
    }
}
