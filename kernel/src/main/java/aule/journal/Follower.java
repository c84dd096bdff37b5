package aule.journal;

import aule.journal.Subscription.Notice;
import aule.kernel.Envelope;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears every event of a filter, one after the other, for as long as the kernel lives. */
public final class Follower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final Journal journal;
    private final Filter filter;
    private final Consumer<Envelope> hearer;
    private final Thread thread;
    private long seen;
    private Duration pause = PAUSE;

    private Follower(String name, Journal journal, Filter filter, Consumer<Envelope> hearer) {
        this.journal = journal;
        this.filter = filter;
        this.hearer = hearer;
        this.seen = journal.head();
        this.thread = Thread.ofVirtual().name(name).unstarted(this::follow);
    }

    /**
     * Follows from the end of the journal.
     *
     * @param hearer is called on a thread of its own; an event with which it fails is heard again
     */
    public static Follower start(String name, Journal journal, Filter filter, Consumer<Envelope> hearer) {
        var follower = new Follower(name, journal, filter, hearer);
        follower.thread.start();
        return follower;
    }

    /** Watches again from where it was whenever it fell behind or could not do what an event asked for. */
    private void follow() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                try (var events = journal.watch(seen, filter)) {
                    listen(events);
                } catch (RuntimeException failure) {
                    LOG.warn("An event after {} could not be followed; trying again.", seen, failure);
                    pause = longer(pause);
                }
                Thread.sleep(pause);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen(Subscription events) throws InterruptedException {
        while (!events.cutOff()) {
            var notice = events.next(PATIENCE);
            if (notice.isPresent() && notice.get() instanceof Notice.Durable(var event)) {
                hearer.accept(event);
                seen = event.seq();
                pause = PAUSE;
            }
        }
    }

    private static Duration longer(Duration pause) {
        var doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
