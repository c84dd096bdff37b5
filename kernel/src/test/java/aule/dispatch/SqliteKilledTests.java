package aule.dispatch;

import aule.testkit.KilledContract;
import aule.testkit.TempDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteKilledTests extends KilledContract {

    @TempDir
    private Path folder;

    @Override
    protected String url() {
        return TempDatabase.prepare(folder.resolve("aule.db"), "dispatch");
    }
}
