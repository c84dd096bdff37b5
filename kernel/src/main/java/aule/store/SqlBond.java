package aule.store;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.Ids;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * What ties a database on a server to the folder with its projects and keys: the same word in both. A kernel with
 * another folder would find the rows and not the files.
 */
final class SqlBond {

    private static final String FILE = "database";

    private static final String CREATE =
            "CREATE TABLE IF NOT EXISTS store_bond (one INTEGER PRIMARY KEY CHECK (one = 1), word TEXT NOT NULL)";

    private static final String READ = "SELECT word FROM store_bond";

    private static final String KEEP = "INSERT INTO store_bond (one, word) VALUES (1, :word)";

    private final Database database;
    private final Address.Server server;
    private final Ids ids;

    SqlBond(Database database, Address.Server server, Ids ids) {
        this.database = database;
        this.server = server;
        this.ids = ids;
    }

    /**
     * Ties them at the first start, and looks at every other.
     *
     * @throws AuleException with {@code CONFLICT} if the database belongs with another folder
     */
    void hold(Path data) {
        var file = data.resolve(FILE);
        var here = read(file);
        var there = database.write(handle -> {
            handle.execute(CREATE);
            var known = handle.createQuery(READ).mapTo(String.class).findOne();
            if (known.isPresent()) {
                return known.get();
            }
            var word = here.orElseGet(() -> ids.next("database"));
            handle.createUpdate(KEEP).bind("word", word).execute();
            write(file, word);
            return word;
        });
        if (!read(file).equals(Optional.of(there))) {
            throw new AuleException(
                    ErrorCode.CONFLICT,
                    "The database %s belongs with another folder than '%s'; name the one that its kernels share with --data. If that folder is lost for good, write %s into the file '%s'."
                            .formatted(server.shown(), data, there, file));
        }
    }

    private static Optional<String> read(Path file) {
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    private static void write(Path file, String word) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(
                    file,
                    word + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DSYNC);
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    private static AuleException unusable(Path file, IOException failure) {
        return new AuleException(
                ErrorCode.UNAVAILABLE,
                "The file '%s' cannot be used; choose another folder with --data or change its permissions."
                        .formatted(file),
                failure);
    }
}
