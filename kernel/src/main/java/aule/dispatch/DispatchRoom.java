package aule.dispatch;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.time.Duration;
import java.time.InstantSource;
import javax.sql.DataSource;

/** The room's doors, ready for the composition root. */
public record DispatchRoom(Dispatch dispatch, Runnable end) implements AutoCloseable {

    /**
     * What differs between two installations.
     *
     * @param node this kernel's name among those on the same database; the same in every life
     * @param slots how many tasks are worked on at once
     * @param heartbeat how often a kernel says that it still works on a task; others take over after four silences
     * @param backoff the wait before the first retry; it doubles with each
     */
    public record Settings(String node, int slots, Duration heartbeat, Duration backoff) {

        /** One kernel on its own file: nobody else watches its heartbeat. */
        public static final Settings LOCAL = new Settings("local", 1_024, Duration.ofMinutes(5), Duration.ofSeconds(1));

        public Settings {
            if (slots < 1 || node.isBlank() || node.length() > 50) {
                throw new AuleException(
                        ErrorCode.INVALID, "Dispatch needs at least 1 slot and a node name of 1 to 50 characters.");
            }
        }

        public Settings withSlots(int count) {
            return new Settings(node, count, heartbeat, backoff);
        }
    }

    /** @param database connections that may write and whose database has this room's table */
    public static DispatchRoom open(DataSource database, InstantSource clock, Settings settings) {
        var dispatch = new DbSchedulerDispatch(database, clock, settings);
        return new DispatchRoom(dispatch, dispatch::close);
    }

    /** Interrupts what is being worked on; whatever is not finished is worked on in the next life. */
    @Override
    public void close() {
        end.run();
    }
}
