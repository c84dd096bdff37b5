package aule.dispatch;

import aule.store.Database;
import aule.testkit.RevivalContract;
import aule.testkit.TempPostgres;
import java.util.List;

class PostgresRevivalTests extends RevivalContract {

    @Override
    protected Database open() {
        return Database.open(TempPostgres.fresh(), List.of("dispatch"));
    }
}
