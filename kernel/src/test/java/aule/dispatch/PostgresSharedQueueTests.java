package aule.dispatch;

import aule.store.Database;
import aule.testkit.SharedQueueContract;
import aule.testkit.TempPostgres;
import java.util.List;

class PostgresSharedQueueTests extends SharedQueueContract {

    @Override
    protected Database open() {
        return Database.open(TempPostgres.fresh(), List.of("dispatch"));
    }
}
