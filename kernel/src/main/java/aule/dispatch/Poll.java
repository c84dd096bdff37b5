package aule.dispatch;

import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rides on the library's slow poll: learns what other kernels did to the queue, and takes what they left behind. */
final class Poll extends AbstractSchedulerListener {

    /** Time between two polls. */
    static final Duration EVERY = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(Poll.class);
    private static final Duration EARLY = Duration.ofMillis(500); // the library rounds its waits
    private static final Duration PATIENCE = Duration.ofSeconds(4); // between a task's hand-over and its start

    private final Admission admission;
    private final SqlQueue queue;
    private final Pump pump;
    private final InstantSource clock;
    private final Bell bell;
    private Instant last = Instant.EPOCH;
    private boolean asked;

    Poll(Admission admission, SqlQueue queue, Pump pump, InstantSource clock, Bell bell) {
        this.admission = admission;
        this.queue = queue;
        this.pump = pump;
        this.clock = clock;
        this.bell = bell;
    }

    /** Runs on the library's one thread that looks for due tasks, after each look. */
    @Override
    public void onSchedulerEvent(SchedulerEventType type) {
        if (type == SchedulerEventType.RAN_EXECUTE_DUE) {
            looked(clock.instant());
        }
    }

    /** A look before time puts the library's next poll off, so another one is asked for. */
    private void looked(Instant now) {
        if (!now.isBefore(last.plus(EVERY).minus(EARLY))) {
            last = now;
            asked = false;
            poll(now);
        } else if (!asked) {
            asked = true;
            bell.ringAt(last.plus(EVERY));
        }
    }

    private void poll(Instant now) {
        try {
            queue.revoke(now, PATIENCE);
            recount();
        } catch (RuntimeException failure) {
            LOG.warn("The queue could not be read; what is known of it stands until the next poll.", failure);
        }
        pump.run();
    }

    /** Corrects what is known by the rows. */
    void recount() {
        admission.expectRows();
        admission.correct(queue.rows());
    }
}
