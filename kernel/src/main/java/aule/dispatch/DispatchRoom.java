package aule.dispatch;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** The room's doors, ready for the composition root. */
public record DispatchRoom(Dispatch dispatch, Runnable end) implements AutoCloseable {

    /**
     * What differs between two installations.
     *
     * @param node this kernel's name among those on the same database, the same in every life: letters, digits, dots,
     *     dashes and underscores, at most 50
     * @param limits how many tasks it works on at once
     * @param heartbeat how often a kernel says that it still works on a task; others take over after four to six silences,
     *     so that all on one database must have the same
     * @param backoff the wait before the first retry; it doubles with each
     */
    public record Settings(String node, Limits limits, Duration heartbeat, Duration backoff) {

        private static final Pattern NODE = Pattern.compile("[A-Za-z0-9._-]{1,50}");

        /** One kernel on its own file: nobody else watches its heartbeat. */
        public static final Settings LOCAL =
                new Settings("local", Limits.of(Map.of()), Duration.ofMinutes(5), Duration.ofSeconds(1));

        public Settings {
            if (!NODE.matcher(node).matches()) {
                throw new AuleException(
                        ErrorCode.INVALID,
                        "The node name '%s' is not 1 to 50 letters, digits, dots, dashes or underscores."
                                .formatted(node));
            }
        }

        public Settings with(Limits other) {
            return new Settings(node, other, heartbeat, backoff);
        }
    }

    /** @param database connections that may write and whose database has this room's table */
    public static DispatchRoom open(DataSource database, InstantSource clock, Settings settings) {
        var dispatch = new QueuedDispatch(database, clock, settings);
        return new DispatchRoom(dispatch, dispatch::close);
    }

    /** Interrupts what is being worked on; whatever is not finished is worked on in the next life. */
    @Override
    public void close() {
        end.run();
    }
}
