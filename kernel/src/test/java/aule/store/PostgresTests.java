package aule.store;

import aule.testkit.TempPostgres;
import aule.testkit.TransactionsContract;
import java.util.List;

class PostgresTests extends TransactionsContract {

    @Override
    protected Database open() {
        return Database.open(TempPostgres.fresh(), List.of("journal"));
    }
}
