package aule.workspace;

import aule.store.Database;
import aule.testkit.TempPostgres;
import java.util.List;

class PostgresCheckpointsTests extends CheckpointsContract {

    @Override
    protected Database open() {
        return Database.open(TempPostgres.fresh(), List.of("journal", "workspace"));
    }
}
