package aule.journal;

import aule.kernel.Envelope;
import aule.kernel.OrgId;
import aule.kernel.StreamId;
import aule.kernel.Transactions;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What is already in the journal, read on a connection of its own. */
final class SqlPast {

    private final Transactions<Handle> database;
    private final SqlEvents events;

    SqlPast(Transactions<Handle> database, SqlEvents events) {
        this.database = database;
        this.events = events;
    }

    List<Envelope> all(long after, int limit) {
        return database.read(handle -> events.all(handle, after, limit));
    }

    List<Envelope> ofStream(StreamId stream, long after, int limit) {
        return database.read(handle -> events.ofStream(handle, stream, after, limit));
    }

    /** Of the filter, above {@code after} and not above {@code until}. */
    List<Envelope> wanted(long after, long until, Filter filter, int limit) {
        return database.read(handle -> events.wanted(handle, after, until, filter, limit));
    }

    /** The organisation of a stream that has an event. */
    Optional<OrgId> org(StreamId stream) {
        return database.read(handle -> events.org(handle, stream));
    }

    long head() {
        return database.read(events::head);
    }
}
