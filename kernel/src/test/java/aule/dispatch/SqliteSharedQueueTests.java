package aule.dispatch;

import aule.store.Database;
import aule.testkit.SharedQueueContract;
import aule.testkit.TempDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteSharedQueueTests extends SharedQueueContract {

    @TempDir
    private Path folder;

    @Override
    protected Database open() {
        return TempDatabase.open(folder, "dispatch");
    }
}
