package aule.journal;

import aule.kernel.Envelope;
import aule.kernel.Transient;
import java.time.Duration;
import java.util.Optional;

/**
 * One watcher's place in the journal, for one reader. Its buffer holds 500 notices: a watcher that falls further
 * behind is cut off ({@link #cutOff}) and may watch again from the last {@code seq} it saw.
 */
public interface Subscription extends AutoCloseable {

    /** What a watcher is told. */
    sealed interface Notice {

        /** Something durable. */
        record Durable(Envelope event) implements Notice {}

        /** Something to show now. */
        record Passing(Transient piece) implements Notice {}
    }

    /** The next notice, or empty when none came within the time, the watcher was cut off, or this was closed. */
    Optional<Notice> next(Duration patience) throws InterruptedException;

    /** Whether this watcher was too slow, or the kernel stops: no notice will come any more. */
    boolean cutOff();

    @Override
    void close();
}
