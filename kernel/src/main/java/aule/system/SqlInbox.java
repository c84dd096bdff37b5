package aule.system;

import aule.journal.Projection;
import aule.kernel.ConversationEvent;
import aule.kernel.Envelope;
import aule.kernel.MessageId;
import aule.kernel.OrgId;
import aule.kernel.RunId;
import aule.kernel.Transactions;
import aule.kernel.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Keeps what the kernel said in its own conversation, and who has read how much of it. */
final class SqlInbox implements Projection {

    private static final String INSERT = """
            INSERT INTO system_inbox (message_id, org_id, seq, content, run_id, created_at)
            VALUES (:id, :org, :seq, :content, :run, :at)
            ON CONFLICT (message_id) DO NOTHING
            """;

    private static final String UNREAD = """
            SELECT count(*) FROM system_inbox
            WHERE org_id = :org
            AND seq > coalesce((SELECT seq FROM system_inbox_read WHERE org_id = :org AND user_id = :user), 0)
            """;

    private static final String NEWEST = "SELECT * FROM system_inbox WHERE org_id = :org ORDER BY seq DESC LIMIT 1";

    private static final String READ = """
            INSERT INTO system_inbox_read (org_id, user_id, seq)
            SELECT :org, :user, coalesce(max(seq), 0) FROM system_inbox WHERE org_id = :org
            ON CONFLICT (org_id, user_id) DO UPDATE SET seq = excluded.seq
            """;

    private static final String KNOWN = "SELECT count(*) FROM system_inbox WHERE message_id = :id";

    private final Transactions<Handle> transactions;

    SqlInbox(Transactions<Handle> transactions) {
        this.transactions = transactions;
    }

    @Override
    public void apply(Handle handle, Envelope event) {
        if (event.body() instanceof ConversationEvent.NewMessage said
                && said.conversationId().equals(Inbox.CHAT)
                && said.role().equals(Inbox.ROLE)) {
            handle.createUpdate(INSERT)
                    .bind("id", said.messageId().value())
                    .bind("org", event.org().value())
                    .bind("seq", event.seq())
                    .bind("content", said.content())
                    .bind("run", said.runId() == null ? null : said.runId().value())
                    .bind("at", event.at().toEpochMilli())
                    .execute();
        }
    }

    boolean knows(MessageId id) {
        return transactions.read(handle -> handle.createQuery(KNOWN)
                        .bind("id", id.value())
                        .mapTo(Integer.class)
                        .one()
                > 0);
    }

    int unread(OrgId org, UserId user) {
        return transactions.read(handle -> handle.createQuery(UNREAD)
                .bind("org", org.value())
                .bind("user", user.value())
                .mapTo(Integer.class)
                .one());
    }

    Optional<Inbox.Letter> newest(OrgId org) {
        return transactions.read(handle -> handle.createQuery(NEWEST)
                .bind("org", org.value())
                .map((row, _) -> letter(row))
                .findOne());
    }

    void read(OrgId org, UserId user) {
        transactions.write(handle -> handle.createUpdate(READ)
                .bind("org", org.value())
                .bind("user", user.value())
                .execute());
    }

    private static Inbox.Letter letter(ResultSet row) throws SQLException {
        var run = row.getString("run_id");
        return new Inbox.Letter(
                new MessageId(row.getString("message_id")),
                row.getString("content"),
                run == null ? null : new RunId(run),
                Instant.ofEpochMilli(row.getLong("created_at")));
    }
}
