package aule.testkit;

import aule.journal.Journal;
import aule.journal.JournalRoom;
import aule.kernel.Event;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.StreamId;
import aule.store.Database;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test that has a journal of its own on a database of its own. */
public abstract class WithJournal {

    protected static final RunId RUN = new RunId("run-1");
    protected static final StreamId STREAM = StreamId.of(RUN);
    protected static final Journal.Origin ORIGIN = Journal.Origin.kernel("run-1");

    protected final FixedClock clock = new FixedClock();

    private Database database;
    private JournalRoom room;

    /** Opens a database with the journal's tables that no other test uses. */
    protected abstract Database open();

    @BeforeEach
    void opens() {
        database = open();
        room = JournalRoom.open(database, clock, new CountingIds());
    }

    @AfterEach
    void closes() {
        room.close();
        database.close();
    }

    protected final Journal journal() {
        return room.journal();
    }

    protected final Database database() {
        return database;
    }

    /** The journal as the next life of the kernel finds it, on the same database. */
    protected final Journal reopened() {
        room.close();
        room = JournalRoom.open(database, clock, new CountingIds());
        return room.journal();
    }

    protected static Event waiting(String reason) {
        return new RunEvent.Waiting(RUN, reason, null);
    }

    protected static List<Event> waiting(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(number -> waiting("reason " + number))
                .toList();
    }
}
