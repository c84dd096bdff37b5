package aule.store;

import aule.kernel.Ids;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * The room's doors, ready for the composition root.
 *
 * @param queue connections to the tables of the room that is kept apart
 * @param bond refuses a folder of projects and keys that is not the one that belongs with the database
 */
public record StoreRoom(
        Database database, DataSource queue, Membership membership, Ids ids, Consumer<Path> bond, Runnable end)
        implements AutoCloseable {

    /**
     * Opens the database and brings every room's tables up to date.
     *
     * @param apart a room that writes often and whose rows can be made again: on SQLite it has a file of its own
     * @param node what this kernel is called among those on the same server
     */
    public static StoreRoom open(Address address, List<String> rooms, String apart, String node) {
        return switch (address) {
            case Address.Files files -> open(files, rooms, apart);
            case Address.Server server -> open(server, rooms, apart, node);
        };
    }

    private static StoreRoom open(Address.Files files, List<String> rooms, String apart) {
        var database = Database.open(files.database("aule.db"), rooms);
        try {
            var queue = Database.open(files.database(apart + ".db"), List.of(apart));
            var alone = new Membership.Alone("local");
            return new StoreRoom(database, queue.dataSource(), alone, new UuidIds(), _ -> {}, () -> {
                queue.close();
                database.close();
            });
        } catch (RuntimeException failure) {
            database.close();
            throw failure;
        }
    }

    /** The membership comes first, so that one kernel at a time changes tables. */
    private static StoreRoom open(Address.Server server, List<String> rooms, String apart, String node) {
        var membership = SqlMembership.enter(server, node);
        try {
            var all = Stream.concat(rooms.stream(), Stream.of(apart)).toList();
            var database = Database.open(Connections.to(server, node), all);
            var ids = new UuidIds();
            var bond = new SqlBond(database, server, ids);
            return new StoreRoom(database, database.dataSource(), membership, ids, bond::hold, () -> {
                membership.close();
                database.close();
            });
        } catch (RuntimeException failure) {
            membership.close();
            throw failure;
        }
    }

    /**
     * The blobs below a folder, in {@code blobs}.
     *
     * @param data what kernels on one database share
     * @param node what this kernel is called among them, the same in every life
     */
    public static Blobs blobs(Path data, String node) {
        return FileBlobs.open(data.resolve("blobs"), node);
    }

    @Override
    public void close() {
        end.run();
    }
}
