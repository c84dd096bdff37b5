package aule.workspace;

import aule.store.Database;
import aule.testkit.TempPostgres;
import java.util.List;

class PostgresUndosTests extends UndosContract {

    @Override
    protected Database open() {
        return Database.open(TempPostgres.fresh(), List.of("journal", "workspace"));
    }
}
