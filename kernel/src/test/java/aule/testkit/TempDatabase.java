package aule.testkit;

import aule.store.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A migrated SQLite database in a temporary folder, copied from a template that each test process makes once. */
public final class TempDatabase {

    private static final Map<List<String>, byte[]> TEMPLATES = new ConcurrentHashMap<>();

    private TempDatabase() {}

    /** Opens {@code aule.db} in the folder with the tables of the rooms; an existing file is kept. */
    public static Database open(Path folder, String... rooms) {
        return Database.open(prepare(folder.resolve("aule.db"), rooms), List.of(rooms));
    }

    /** Puts a migrated file there unless one exists, and returns its address. */
    public static String prepare(Path file, String... rooms) {
        try {
            if (Files.notExists(file)) {
                Files.write(file, TEMPLATES.computeIfAbsent(List.of(rooms), TempDatabase::migrated));
            }
            return "jdbc:sqlite:" + file;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static byte[] migrated(List<String> rooms) {
        try {
            var file = Files.createTempFile("aule-template-", ".db");
            Files.delete(file);
            Database.open("jdbc:sqlite:" + file, rooms).close();
            var bytes = Files.readAllBytes(file);
            Files.delete(file);
            return bytes;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
