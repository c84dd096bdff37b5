package aule.workspace;

import aule.store.Database;
import aule.testkit.TempDatabase;

class SqliteUndosTests extends UndosContract {

    @Override
    protected Database open() {
        return TempDatabase.open(home, "journal", "workspace");
    }
}
