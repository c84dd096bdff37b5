package aule.dispatch;

import aule.store.Database;
import aule.testkit.QueueContract;
import aule.testkit.TempPostgres;
import java.util.List;

class PostgresQueueTests extends QueueContract {

    @Override
    protected Database open() {
        return Database.open(TempPostgres.fresh(), List.of("dispatch"));
    }
}
