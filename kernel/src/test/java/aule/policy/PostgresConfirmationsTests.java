package aule.policy;

import aule.store.Database;
import aule.testkit.TempPostgres;
import java.util.List;

class PostgresConfirmationsTests extends ConfirmationsTests {

    @Override
    protected Database open() {
        return Database.open(TempPostgres.fresh(), List.of("journal", "policy"));
    }
}
