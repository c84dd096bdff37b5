package aule.journal;

import aule.store.Database;
import aule.testkit.TempDatabase;
import aule.testkit.WatchContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteWatchTests extends WatchContract {

    @TempDir
    private Path folder;

    @Override
    protected Database open() {
        return TempDatabase.open(folder, "journal");
    }
}
