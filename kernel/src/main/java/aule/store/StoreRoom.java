package aule.store;

import aule.kernel.Ids;
import java.nio.file.Path;
import java.util.List;

/** The room's doors, ready for the composition root. */
public record StoreRoom(Database database, Ids ids) implements AutoCloseable {

    /** @see Database#open */
    public static StoreRoom open(String url, List<String> rooms) {
        return new StoreRoom(Database.open(url, rooms), new UuidIds());
    }

    /** The blobs of a home, in its folder {@code blobs}; one kernel at a time may have it open. */
    public static Blobs blobs(Path home) {
        return FileBlobs.open(home.resolve("blobs"));
    }

    @Override
    public void close() {
        database.close();
    }
}
