package aule.journal;

import aule.store.Database;
import aule.testkit.ShowContract;
import aule.testkit.TempDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteShowTests extends ShowContract {

    @TempDir
    private Path folder;

    @Override
    protected Database open() {
        return TempDatabase.open(folder, "journal");
    }
}
