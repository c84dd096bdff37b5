package aule.journal;

import aule.store.Database;
import aule.testkit.JournalContract;
import aule.testkit.TempPostgres;
import java.util.List;

class PostgresJournalTests extends JournalContract {

    @Override
    protected Database open() {
        return Database.open(TempPostgres.fresh(), List.of("journal"));
    }
}
