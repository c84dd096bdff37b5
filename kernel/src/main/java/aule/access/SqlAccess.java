package aule.access;

import aule.kernel.OrgId;
import aule.kernel.Transactions;
import aule.kernel.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Users and the digests of what proves who they are. */
final class SqlAccess {

    /**
     * Somebody.
     *
     * @param permissions names with commas between them, or {@code *} for all there are
     */
    record User(OrgId org, UserId id, String name, String permissions) {}

    /** Somebody's proof as it is kept; {@code expiresAt} is 0 for one that does not expire. */
    record Proof(String digest, User user, long expiresAt) {}

    private static final String ADD_USER = """
            INSERT INTO access_user (id, org_id, name, permissions, created_at)
            VALUES (:id, :org, :name, :permissions, :now)
            ON CONFLICT (id) DO NOTHING
            """;

    private static final String ADD_TOKEN = """
            INSERT INTO access_token (digest, org_id, user_id, created_at) VALUES (:digest, :org, :user, :now)
            ON CONFLICT (digest) DO NOTHING
            """;

    private static final String DROP_OTHER_TOKENS =
            "DELETE FROM access_token WHERE org_id = :org AND user_id = :user AND digest <> :digest";

    private static final String TOKEN = """
            SELECT t.digest, 0 AS expires_at, u.org_id, u.id, u.name, u.permissions
            FROM access_token t JOIN access_user u ON u.id = t.user_id WHERE t.digest = :digest
            """;

    private static final String ADD_SESSION = """
            INSERT INTO access_session (digest, org_id, user_id, created_at, expires_at)
            VALUES (:digest, :org, :user, :now, :expires)
            """;

    private static final String SESSION = """
            SELECT s.digest, s.expires_at, u.org_id, u.id, u.name, u.permissions
            FROM access_session s JOIN access_user u ON u.id = s.user_id
            WHERE s.digest = :digest AND s.expires_at > :now
            """;

    private static final String EXTEND = "UPDATE access_session SET expires_at = :expires WHERE digest = :digest";

    private static final String END_SESSION = "DELETE FROM access_session WHERE digest = :digest";

    private static final String ADD_CODE = """
            INSERT INTO access_code (digest, org_id, user_id, created_at, expires_at)
            VALUES (:digest, :org, :user, :now, :expires)
            """;

    private static final String USE_CODE = "DELETE FROM access_code WHERE digest = :digest AND expires_at > :now";

    private static final String CODE = """
            SELECT c.digest, c.expires_at, u.org_id, u.id, u.name, u.permissions
            FROM access_code c JOIN access_user u ON u.id = c.user_id WHERE c.digest = :digest
            """;

    private static final String FORGET_CODES = "DELETE FROM access_code WHERE expires_at <= :now";
    private static final String FORGET_SESSIONS = "DELETE FROM access_session WHERE expires_at <= :now";

    private final Transactions<Handle> transactions;

    SqlAccess(Transactions<Handle> transactions) {
        this.transactions = transactions;
    }

    /** Makes sure of a user and that this token, and no other, is theirs. */
    void seat(User user, String tokenDigest, long now) {
        transactions.write(handle -> {
            handle.createUpdate(ADD_USER)
                    .bind("id", user.id().value())
                    .bind("org", user.org().value())
                    .bind("name", user.name())
                    .bind("permissions", user.permissions())
                    .bind("now", now)
                    .execute();
            handle.createUpdate(DROP_OTHER_TOKENS)
                    .bind("digest", tokenDigest)
                    .bind("org", user.org().value())
                    .bind("user", user.id().value())
                    .execute();
            return handle.createUpdate(ADD_TOKEN)
                    .bind("digest", tokenDigest)
                    .bind("org", user.org().value())
                    .bind("user", user.id().value())
                    .bind("now", now)
                    .execute();
        });
    }

    Optional<Proof> token(String digest) {
        return transactions.read(handle -> handle.createQuery(TOKEN)
                .bind("digest", digest)
                .map((row, _) -> proof(row))
                .findOne());
    }

    Optional<Proof> session(String digest, long now) {
        return transactions.read(handle -> handle.createQuery(SESSION)
                .bind("digest", digest)
                .bind("now", now)
                .map((row, _) -> proof(row))
                .findOne());
    }

    void extend(String digest, long expiresAt) {
        transactions.write(handle -> handle.createUpdate(EXTEND)
                .bind("digest", digest)
                .bind("expires", expiresAt)
                .execute());
    }

    void endSession(String digest) {
        transactions.write(handle ->
                handle.createUpdate(END_SESSION).bind("digest", digest).execute());
    }

    /** Keeps a code and forgets whatever is over. */
    void addCode(String digest, OrgId org, UserId user, long expiresAt, long now) {
        transactions.write(handle -> {
            handle.createUpdate(FORGET_CODES).bind("now", now).execute();
            handle.createUpdate(FORGET_SESSIONS).bind("now", now).execute();
            return add(handle, ADD_CODE, digest, org, user, expiresAt, now);
        });
    }

    /** Swaps a code for a session. Of two that try, one finds the row; the other gets an empty answer. */
    Optional<User> exchange(String codeDigest, String sessionDigest, long now, long expiresAt) {
        return transactions.write(handle -> {
            var code = handle.createQuery(CODE)
                    .bind("digest", codeDigest)
                    .map((row, _) -> proof(row))
                    .findOne();
            var used = handle.createUpdate(USE_CODE)
                    .bind("digest", codeDigest)
                    .bind("now", now)
                    .execute();
            var user = code.filter(_ -> used == 1).map(Proof::user);
            user.ifPresent(it -> add(handle, ADD_SESSION, sessionDigest, it.org(), it.id(), expiresAt, now));
            return user;
        });
    }

    private static int add(Handle handle, String sql, String digest, OrgId org, UserId user, long expiresAt, long now) {
        return handle.createUpdate(sql)
                .bind("digest", digest)
                .bind("org", org.value())
                .bind("user", user.value())
                .bind("now", now)
                .bind("expires", expiresAt)
                .execute();
    }

    private static Proof proof(ResultSet row) throws SQLException {
        var user = new User(
                new OrgId(row.getString("org_id")),
                new UserId(row.getString("id")),
                row.getString("name"),
                row.getString("permissions"));
        return new Proof(row.getString("digest"), user, row.getLong("expires_at"));
    }
}
