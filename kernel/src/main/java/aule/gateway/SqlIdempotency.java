package aule.gateway;

import aule.kernel.Principal;
import aule.kernel.Transactions;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Answers that were given under a key, for a day. */
final class SqlIdempotency {

    /** Whose key it is: people do not share keys. */
    record Key(String org, String user, String value) {

        static Key of(Principal principal, String value) {
            return new Key(principal.org().value(), principal.user().value(), value);
        }
    }

    /**
     * What a key was used for.
     *
     * @param status 0 until the answer is known
     */
    record Kept(String fingerprint, int status, String location, String body) {}

    private static final String FORGET = "DELETE FROM gateway_idempotency WHERE created_at < :oldest";

    private static final String CLAIM = """
            INSERT INTO gateway_idempotency (org_id, user_id, key, fingerprint, status, location, body, created_at)
            VALUES (:org, :user, :key, :fingerprint, 0, '', '', :now)
            ON CONFLICT (org_id, user_id, key) DO NOTHING
            """;

    private static final String FIND = """
            SELECT fingerprint, status, location, body FROM gateway_idempotency
            WHERE org_id = :org AND user_id = :user AND key = :key
            """;

    private static final String KEEP = """
            UPDATE gateway_idempotency SET status = :status, location = :location, body = :body
            WHERE org_id = :org AND user_id = :user AND key = :key
            """;

    private static final String RELEASE =
            "DELETE FROM gateway_idempotency WHERE org_id = :org AND user_id = :user AND key = :key";

    private final Transactions<Handle> transactions;

    SqlIdempotency(Transactions<Handle> transactions) {
        this.transactions = transactions;
    }

    /** Takes the key, or returns what it was used for; keys older than {@code oldest} are forgotten. */
    Optional<Kept> claim(Key key, String fingerprint, long now, long oldest) {
        return transactions.write(handle -> {
            handle.createUpdate(FORGET).bind("oldest", oldest).execute();
            var claimed = handle.createUpdate(CLAIM)
                    .bind("org", key.org())
                    .bind("user", key.user())
                    .bind("key", key.value())
                    .bind("fingerprint", fingerprint)
                    .bind("now", now)
                    .execute();
            return claimed == 1 ? Optional.empty() : find(handle, key);
        });
    }

    void keep(Key key, int status, String location, String body) {
        transactions.write(handle -> handle.createUpdate(KEEP)
                .bind("org", key.org())
                .bind("user", key.user())
                .bind("key", key.value())
                .bind("status", status)
                .bind("location", location)
                .bind("body", body)
                .execute());
    }

    void release(Key key) {
        transactions.write(handle -> handle.createUpdate(RELEASE)
                .bind("org", key.org())
                .bind("user", key.user())
                .bind("key", key.value())
                .execute());
    }

    private static Optional<Kept> find(Handle handle, Key key) {
        return handle.createQuery(FIND)
                .bind("org", key.org())
                .bind("user", key.user())
                .bind("key", key.value())
                .map((row, _) -> new Kept(
                        row.getString("fingerprint"),
                        row.getInt("status"),
                        row.getString("location"),
                        row.getString("body")))
                .findOne();
    }
}
