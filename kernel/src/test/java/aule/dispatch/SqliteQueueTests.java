package aule.dispatch;

import aule.store.Database;
import aule.testkit.QueueContract;
import aule.testkit.TempDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteQueueTests extends QueueContract {

    @TempDir
    private Path folder;

    @Override
    protected Database open() {
        return TempDatabase.open(folder, "dispatch");
    }
}
