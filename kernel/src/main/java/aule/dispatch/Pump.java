package aule.dispatch;

import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands the tasks that are next to the library, as many as there are free slots. */
final class Pump {

    private static final Logger LOG = LoggerFactory.getLogger(Pump.class);

    private final Admission admission;
    private final SqlQueue queue;
    private final InstantSource clock;
    private final Bell bell;

    Pump(Admission admission, SqlQueue queue, InstantSource clock, Bell bell) {
        this.admission = admission;
        this.queue = queue;
        this.clock = clock;
        this.bell = bell;
    }

    /** Call it without a turn, whenever a slot or a task may have become free. */
    void run() {
        var next = admission.admit();
        while (!next.isEmpty() && hand(next)) {
            next = admission.admit();
        }
    }

    /** What the database does not take now stays queued until the next poll. */
    private boolean hand(List<Job> next) {
        var sorted = next.stream().sorted(Comparator.comparing(Job::id)).toList(); // two kernels lock alike
        try {
            admission.lost(queue.hand(sorted, clock.instant()));
            bell.ring();
            return true;
        } catch (RuntimeException failure) {
            LOG.warn("{} tasks could not begin and stay queued for now.", next.size(), failure);
            admission.takeBack(next);
            return false;
        }
    }
}
