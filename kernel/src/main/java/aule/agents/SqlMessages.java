package aule.agents;

import aule.journal.Projection;
import aule.kernel.ConversationEvent;
import aule.kernel.ConversationId;
import aule.kernel.Envelope;
import aule.kernel.MessageId;
import aule.kernel.RunId;
import aule.kernel.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Keeps the messages of every conversation as the journal tells them. */
final class SqlMessages implements Projection {

    private static final String INSERT = """
            INSERT INTO agents_message (id, org_id, conversation_id, seq, role, content, run_id, created_at)
            SELECT :id, :org, :conversation, :seq, :role, :content, :run, :at
            WHERE EXISTS (SELECT 1 FROM agents_conversation WHERE id = :conversation)
            ON CONFLICT (id) DO NOTHING
            """;

    private static final String DELETE = "DELETE FROM agents_message WHERE conversation_id = :conversation";

    private static final String FIND = "SELECT * FROM agents_message WHERE id = :id";

    private static final String BEFORE = """
            SELECT * FROM agents_message
            WHERE conversation_id = :conversation AND seq < :seq
            ORDER BY seq DESC
            LIMIT :limit
            """;

    private static final String AFTER = """
            SELECT * FROM agents_message
            WHERE conversation_id = :conversation AND seq > :seq
            ORDER BY seq
            LIMIT :limit
            """;

    private final Transactions<Handle> transactions;

    SqlMessages(Transactions<Handle> transactions) {
        this.transactions = transactions;
    }

    @Override
    public void apply(Handle handle, Envelope event) {
        switch (event.body()) {
            case ConversationEvent.NewMessage message -> insert(handle, event, message);
            case ConversationEvent.Deleted gone ->
                handle.createUpdate(DELETE)
                        .bind("conversation", gone.conversationId().value())
                        .execute();
            default -> {
                // says nothing
            }
        }
    }

    private static void insert(Handle handle, Envelope event, ConversationEvent.NewMessage message) {
        handle.createUpdate(INSERT)
                .bind("id", message.messageId().value())
                .bind("org", event.org().value())
                .bind("conversation", message.conversationId().value())
                .bind("seq", event.seq())
                .bind("role", message.role())
                .bind("content", message.content())
                .bind("run", message.runId() == null ? null : message.runId().value())
                .bind("at", event.at().toEpochMilli())
                .execute();
    }

    Optional<Message> find(MessageId id) {
        return transactions.read(handle -> handle.createQuery(FIND)
                .bind("id", id.value())
                .map((row, _) -> message(row))
                .findOne());
    }

    /** Returns at most {@code limit} messages just before a place in the journal, oldest first. */
    List<Message> before(ConversationId conversation, long seq, int limit) {
        return select(BEFORE, conversation, seq, limit).reversed();
    }

    /** Returns at most {@code limit} messages just after a place in the journal, oldest first. */
    List<Message> after(ConversationId conversation, long seq, int limit) {
        return select(AFTER, conversation, seq, limit);
    }

    private List<Message> select(String sql, ConversationId conversation, long seq, int limit) {
        return transactions.read(handle -> handle.createQuery(sql)
                .bind("conversation", conversation.value())
                .bind("seq", seq)
                .bind("limit", limit)
                .map((row, _) -> message(row))
                .list());
    }

    private static Message message(ResultSet row) throws SQLException {
        var run = row.getString("run_id");
        return new Message(
                new MessageId(row.getString("id")),
                new ConversationId(row.getString("conversation_id")),
                row.getLong("seq"),
                row.getString("role"),
                row.getString("content"),
                run == null ? null : new RunId(run),
                Instant.ofEpochMilli(row.getLong("created_at")));
    }
}
