package aule.journal;

import aule.store.Database;
import aule.testkit.ShowContract;
import aule.testkit.TempPostgres;
import java.util.List;

class PostgresShowTests extends ShowContract {

    @Override
    protected Database open() {
        return Database.open(TempPostgres.fresh(), List.of("journal"));
    }
}
