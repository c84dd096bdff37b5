package aule.dispatch;

import aule.store.Database;
import aule.testkit.DispatchContract;
import aule.testkit.TempPostgres;
import java.util.List;

class PostgresDispatchTests extends DispatchContract {

    @Override
    protected Database open() {
        return Database.open(TempPostgres.fresh(), List.of("dispatch"));
    }
}
