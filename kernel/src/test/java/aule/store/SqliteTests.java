package aule.store;

import aule.testkit.TempDatabase;
import aule.testkit.TransactionsContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteTests extends TransactionsContract {

    @TempDir
    private Path folder;

    @Override
    protected Database open() {
        return TempDatabase.open(folder, "journal");
    }
}
