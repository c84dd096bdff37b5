package aule.store;

import aule.kernel.Ids;
import java.util.List;

/** The room's doors, ready for the composition root. */
public record StoreRoom(Database database, Ids ids) implements AutoCloseable {

    /** @see Database#open */
    public static StoreRoom open(String url, List<String> rooms) {
        return new StoreRoom(Database.open(url, rooms), new UuidIds());
    }

    @Override
    public void close() {
        database.close();
    }
}
