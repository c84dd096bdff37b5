package aule.journal;

import aule.kernel.Ids;
import aule.kernel.Transactions;
import java.time.InstantSource;
import org.jdbi.v3.core.Handle;

/** The room's doors, ready for the composition root. */
public record JournalRoom(Journal journal, Runnable end) implements AutoCloseable {

    /** Opens a journal that this kernel has to itself. */
    public static JournalRoom open(Transactions<Handle> database, InstantSource clock, Ids ids) {
        return open(database, Neighbours.NONE, clock, ids);
    }

    public static JournalRoom open(Transactions<Handle> database, Neighbours neighbours, InstantSource clock, Ids ids) {
        var journal = new SqlJournal(database, neighbours, clock, ids);
        journal.listen();
        return new JournalRoom(journal, journal::close);
    }

    /** Cuts every watcher off; what was appended stays. */
    @Override
    public void close() {
        end.run();
    }
}
