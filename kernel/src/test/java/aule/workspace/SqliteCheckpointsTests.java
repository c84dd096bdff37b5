package aule.workspace;

import aule.store.Database;
import aule.testkit.TempDatabase;

class SqliteCheckpointsTests extends CheckpointsContract {

    @Override
    protected Database open() {
        return TempDatabase.open(home, "journal", "workspace");
    }
}
