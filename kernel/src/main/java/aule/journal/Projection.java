package aule.journal;

import aule.kernel.Envelope;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** A room's tables that mirror events. Runs inside the append's transaction, so it must be quick and touch its own tables only. */
@FunctionalInterface
public interface Projection {

    void apply(Handle handle, Envelope event);

    /** Takes in, in order, what one append writes. */
    default void apply(Handle handle, List<Envelope> events) {
        events.forEach(event -> apply(handle, event));
    }
}
