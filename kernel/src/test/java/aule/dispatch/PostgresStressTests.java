package aule.dispatch;

import aule.store.Database;
import aule.testkit.StressContract;
import aule.testkit.TempPostgres;
import java.util.List;

class PostgresStressTests extends StressContract {

    @Override
    protected Database open() {
        return Database.open(TempPostgres.fresh(), List.of("dispatch"));
    }
}
