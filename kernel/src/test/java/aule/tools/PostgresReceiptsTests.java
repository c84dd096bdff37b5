package aule.tools;

import aule.store.Database;
import aule.testkit.TempPostgres;
import java.util.List;

class PostgresReceiptsTests extends SqlReceiptsTests {

    @Override
    protected Database open() {
        return Database.open(TempPostgres.fresh(), List.of("journal", "tools"));
    }
}
