package aule.journal;

import aule.kernel.Envelope;
import org.jdbi.v3.core.Handle;

/** A room's tables that mirror events. Runs inside the append's transaction, so it must be quick and touch its own tables only. */
@FunctionalInterface
public interface Projection {

    void apply(Handle handle, Envelope event);
}
