package aule.dispatch;

import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/** What an earlier life of this kernel was working on when it ended. */
final class SqlClaims {

    private static final String RELEASE = """
            UPDATE dispatch_task
            SET picked = :free, picked_by = NULL, last_heartbeat = NULL, version = version + 1
            WHERE picked_by = :node
            """;

    private SqlClaims() {}

    /** Frees the tasks for this life. Returns how many. */
    static int release(DataSource database, String node) {
        return Jdbi.create(database)
                .withHandle(handle -> handle.createUpdate(RELEASE)
                        .bind("free", false)
                        .bind("node", node)
                        .execute());
    }
}
