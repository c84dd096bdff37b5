package aule.agents;

import aule.store.Database;
import aule.testkit.TempPostgres;
import java.util.List;

class PostgresDoubtsTests extends SqlDoubtsTests {

    @Override
    protected Database open() {
        return Database.open(TempPostgres.fresh(), List.of("journal", "agents"));
    }
}
