package aule.workspace;

import aule.store.Database;
import aule.testkit.TempDatabase;

class SqliteArtifactsTests extends ArtifactsContract {

    @Override
    protected Database open() {
        return TempDatabase.open(home, "journal", "workspace");
    }
}
