package aule.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.testkit.TempDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTests {

    private static final String COUNT = "SELECT count(*) FROM journal_head";

    @TempDir
    private Path folder;

    @Test
    void bringsARoomsTablesUpToDateInAnEmptyFile() {
        try (var database = Database.open("jdbc:sqlite:" + folder.resolve("new.db"), List.of("journal"))) {
            assertThat(rows(database)).isEqualTo(1);
        }
    }

    @Test
    void opensAMigratedFileAgain() {
        TempDatabase.open(folder, "journal").close();

        try (var database = TempDatabase.open(folder, "journal")) {
            assertThat(rows(database)).isEqualTo(1);
        }
    }

    @Test
    void keepsWhatWasWritten() {
        try (var database = TempDatabase.open(folder, "journal")) {
            database.write(handle -> handle.execute("UPDATE journal_head SET seq = 7"));
        }

        try (var database = TempDatabase.open(folder, "journal")) {
            assertThat(database.<Long>read(handle -> handle.createQuery("SELECT seq FROM journal_head")
                            .mapTo(Long.class)
                            .one()))
                    .isEqualTo(7);
        }
    }

    @Test
    void flushesEveryCommitToDiskOnSqlite() {
        try (var database = TempDatabase.open(folder, "journal")) {
            assertThat(pragma(database, "journal_mode")).isEqualTo("wal");
            assertThat(pragma(database, "synchronous")).isEqualTo("2");
            assertThat(pragma(database, "foreign_keys")).isEqualTo("1");
        }
    }

    @Test
    void refusesWritesOnceItIsClosed() {
        var database = TempDatabase.open(folder, "journal");
        database.close();

        assertThatExceptionOfType(AuleException.class)
                .isThrownBy(() -> database.write(handle -> handle.execute("DELETE FROM journal_event")))
                .returns(ErrorCode.UNAVAILABLE, AuleException::code);
    }

    @Test
    void namesARoomWithoutScripts() {
        assertThatExceptionOfType(AuleException.class)
                .isThrownBy(() -> Database.open("jdbc:sqlite:" + folder.resolve("new.db"), List.of("ghosts")))
                .withMessageContaining("'ghosts'");
    }

    @Test
    void saysWhichAddressItDoesNotUnderstand() {
        assertThatExceptionOfType(AuleException.class)
                .isThrownBy(() -> Database.open("jdbc:mysql://localhost/aule", List.of()))
                .withMessageContaining("jdbc:mysql://localhost/aule");
    }

    @Test
    void saysThatAFolderIsMissing() {
        assertThatExceptionOfType(AuleException.class)
                .isThrownBy(() -> Database.open("jdbc:sqlite:" + folder.resolve("no/such/new.db"), List.of()))
                .returns(ErrorCode.UNAVAILABLE, AuleException::code);
    }

    private static long rows(Database database) {
        return database.<Long>read(
                handle -> handle.createQuery(COUNT).mapTo(Long.class).one());
    }

    private static String pragma(Database database, String name) {
        return database.write(handle ->
                handle.createQuery("PRAGMA " + name).mapTo(String.class).one());
    }
}
