package aule.journal;

import aule.store.Database;
import aule.testkit.TempPostgres;
import aule.testkit.WatchContract;
import java.util.List;

class PostgresWatchTests extends WatchContract {

    @Override
    protected Database open() {
        return Database.open(TempPostgres.fresh(), List.of("journal"));
    }
}
