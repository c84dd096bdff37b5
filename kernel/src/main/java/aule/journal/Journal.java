package aule.journal;

import aule.kernel.Envelope;
import aule.kernel.Event;
import aule.kernel.OrgId;
import aule.kernel.ProjectId;
import aule.kernel.StreamId;
import aule.kernel.Transient;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every event, in the order of commits, forever; and what is being said about them right now. */
public interface Journal {

    /** The lease epoch of an append that needs no lease. */
    long NO_LEASE = 0;

    /**
     * Who appends and on whose behalf.
     *
     * @param epoch the lease under which a worker writes, or {@link #NO_LEASE} for people and rooms
     */
    record Origin(
            OrgId org,
            @Nullable ProjectId project,
            String actor,
            String correlation,
            @Nullable String causation,
            long epoch) {

        /** The kernel acting by itself on something local. */
        public static Origin kernel(String correlation) {
            return new Origin(OrgId.LOCAL, null, "kernel", correlation, null, NO_LEASE);
        }

        public Origin causedBy(Envelope event) {
            return new Origin(org, project, actor, correlation, event.id().toString(), epoch);
        }

        public Origin under(long lease) {
            return new Origin(org, project, actor, correlation, causation, lease);
        }
    }

    /**
     * Appends events to the end of a stream, all or none. They and the rooms' projections of them are on disk when
     * this returns, and watchers are told only then.
     *
     * @throws aule.kernel.AuleException with {@code STALE_LEASE} if the origin has an epoch and a newer one was leased
     */
    List<Envelope> append(StreamId stream, Origin origin, List<? extends Event> events);

    /** Takes the stream over: every later append under an older epoch is refused. Returns the new epoch, from 1. */
    long lease(StreamId stream);

    /** Returns at most {@code limit} events of a stream whose position is above {@code after}, in order. */
    List<Envelope> read(StreamId stream, long after, int limit);

    /** Returns at most {@code limit} events of the filter whose {@code seq} is above {@code after}, in order. */
    List<Envelope> since(long after, Filter filter, int limit);

    /** The {@code seq} of the newest event, 0 in an empty journal. */
    long head();

    /**
     * Shows something to the stream's watchers without keeping it. Never blocks and never fails. Pieces are merged to
     * at most one per 100 ms and source.
     */
    void show(Transient piece);

    /** Forgets the shown pieces of a source, because the durable event that holds the whole is appended. */
    void shown(StreamId stream, String source);

    /**
     * Watches from just above {@code after}: first what the journal has, then what is being shown, then live, with no
     * hole and nothing twice.
     */
    Subscription watch(long after, Filter filter);

    /** How many watchers are told of what is appended. */
    int watchers();

    /** Registers a projection; only before the first append. */
    void project(Projection projection);
}
