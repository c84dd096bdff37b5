package aule.testkit;

import aule.store.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Has the homes of a test keep their main database in PostgreSQL instead of a file. */
public final class PostgresHome {

    private static final String ADDRESS = "postgres.address";

    private PostgresHome() {}

    /** Before the home is opened; the test is skipped where no PostgreSQL starts. */
    public static void lay(Path folder) {
        try {
            Files.writeString(folder.resolve(ADDRESS), TempPostgres.copied(AgentsHome.ROOMS));
        } catch (ExceptionInInitializerError | NoClassDefFoundError missing) {
            Assumptions.abort("PostgreSQL does not start on this machine: " + missing);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Once every home in the folder is closed. */
    public static void clear(Path folder) {
        if (Files.exists(folder.resolve(ADDRESS))) {
            TempPostgres.drop(address(folder));
        }
    }

    /** The main database of a home, wherever it is kept. */
    static Database open(Path folder, List<String> rooms) {
        return Files.exists(folder.resolve(ADDRESS))
                ? Database.open(address(folder), rooms)
                : TempDatabase.open(folder, rooms.toArray(String[]::new));
    }

    private static String address(Path folder) {
        try {
            return Files.readString(folder.resolve(ADDRESS));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
