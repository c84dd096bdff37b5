package aule.agents;

import aule.journal.Projection;
import aule.kernel.ConversationEvent;
import aule.kernel.ConversationId;
import aule.kernel.Envelope;
import aule.kernel.OrgId;
import aule.kernel.PersonaId;
import aule.kernel.ProjectId;
import aule.kernel.Transactions;
import aule.system.Inbox;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Keeps the list of conversations as the journal tells it. */
final class SqlConversations implements Projection {

    private static final String INSERT = """
            INSERT INTO agents_conversation
                (id, org_id, title, project_id, persona_id, created_at, updated_at, touched)
            VALUES (:id, :org, :title, :project, :persona, :at, :at, :seq)
            ON CONFLICT (id) DO NOTHING
            """;

    private static final String UPDATE = """
            UPDATE agents_conversation
            SET title = :title, project_id = :project, persona_id = :persona, updated_at = :at, touched = :seq
            WHERE id = :id
            """;

    private static final String TOUCH =
            "UPDATE agents_conversation SET updated_at = :at, touched = :seq WHERE id = :id";

    private static final String DELETE = "DELETE FROM agents_conversation WHERE id = :id";

    private static final String FIND = "SELECT * FROM agents_conversation WHERE id = :id AND org_id = :org";

    private final Transactions<Handle> transactions;

    SqlConversations(Transactions<Handle> transactions) {
        this.transactions = transactions;
    }

    @Override
    public void apply(Handle handle, Envelope event) {
        if (event.body() instanceof ConversationEvent change) {
            apply(handle, event, change);
        }
    }

    private static void apply(Handle handle, Envelope event, ConversationEvent change) {
        switch (change) {
            case ConversationEvent.Created made ->
                write(handle, INSERT, event, made.conversationId(), made.title(), made.projectId(), made.personaId());
            case ConversationEvent.Updated now ->
                write(handle, UPDATE, event, now.conversationId(), now.title(), now.projectId(), now.personaId());
            case ConversationEvent.Deleted gone ->
                handle.createUpdate(DELETE)
                        .bind("id", gone.conversationId().value())
                        .execute();
            case ConversationEvent.NewMessage message ->
                handle.createUpdate(TOUCH)
                        .bind("id", message.conversationId().value())
                        .bind("at", event.at().toEpochMilli())
                        .bind("seq", event.seq())
                        .execute();
        }
    }

    private static void write(
            Handle handle,
            String sql,
            Envelope event,
            ConversationId id,
            String title,
            @Nullable ProjectId project,
            @Nullable PersonaId persona) {
        handle.createUpdate(sql)
                .bind("id", id.value())
                .bind("org", event.org().value())
                .bind("title", title)
                .bind("project", project == null ? null : project.value())
                .bind("persona", persona == null ? null : persona.value())
                .bind("at", event.at().toEpochMilli())
                .bind("seq", event.seq())
                .execute();
    }

    Optional<Conversation> find(OrgId org, ConversationId id) {
        return transactions.read(handle -> handle.createQuery(FIND)
                .bind("id", id.value())
                .bind("org", org.value())
                .map((row, _) -> conversation(row))
                .findOne());
    }

    /** Returns at most {@code limit} conversations, the one touched last first; the kernel's only once it has spoken. */
    List<Conversation> page(OrgId org, Conversations.Search search, int limit) {
        var select = "SELECT * FROM agents_conversation WHERE org_id = :org AND touched < :before"
                + " AND (id <> :inbox OR updated_at > created_at)"
                + (search.project().isEmpty() ? "" : " AND project_id = :project")
                + (search.words().isBlank() ? "" : " AND LOWER(title) LIKE :words ESCAPE '!'")
                + " ORDER BY touched DESC LIMIT :limit";
        return transactions.read(handle -> {
            var query = handle.createQuery(select)
                    .bind("org", org.value())
                    .bind("before", search.before())
                    .bind("inbox", Inbox.CHAT.value())
                    .bind("limit", limit);
            search.project().ifPresent(project -> query.bind("project", project.value()));
            if (!search.words().isBlank()) {
                query.bind("words", SqlText.containing(search.words()));
            }
            return query.map((row, _) -> conversation(row)).list();
        });
    }

    private static Conversation conversation(ResultSet row) throws SQLException {
        var project = row.getString("project_id");
        var persona = row.getString("persona_id");
        return new Conversation(
                new ConversationId(row.getString("id")),
                new OrgId(row.getString("org_id")),
                row.getString("title"),
                project == null ? null : new ProjectId(project),
                persona == null ? null : new PersonaId(persona),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("updated_at")),
                row.getLong("touched"));
    }
}
