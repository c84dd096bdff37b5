package aule.agents;

import aule.kernel.OrgId;
import aule.kernel.PersonaId;
import aule.kernel.ToolName;
import aule.kernel.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** Keeps personas in {@code agents_persona}. */
final class SqlPersonas {

    private static final String COLUMNS = """
            INSERT INTO agents_persona
                (id, org_id, name, description, system_prompt, icon, color, allowed_tools, model_override,
                 restarts, restart_pause_ms, is_builtin, is_changed, created_at, updated_at)
            VALUES (:id, :org, :name, :description, :prompt, :icon, :color, :tools, :model,
                    :restarts, :restartPause, :builtin, :changed, :createdAt, :updatedAt)
            """;

    private static final String SEED = COLUMNS + """
            ON CONFLICT (id) DO UPDATE
            SET name = excluded.name, description = excluded.description, system_prompt = excluded.system_prompt,
                icon = excluded.icon, color = excluded.color, allowed_tools = excluded.allowed_tools
            WHERE agents_persona.is_changed = 0
            """;

    private static final String CHANGE = """
            UPDATE agents_persona
            SET name = :name, description = :description, system_prompt = :prompt, icon = :icon, color = :color,
                allowed_tools = :tools, model_override = :model, restarts = :restarts,
                restart_pause_ms = :restartPause, is_changed = :changed, updated_at = :updatedAt
            WHERE id = :id AND org_id = :org
            """;

    private static final String DELETE =
            "DELETE FROM agents_persona WHERE id = :id AND org_id = :org AND is_builtin = 0";

    private static final String FIND = "SELECT * FROM agents_persona WHERE id = :id AND org_id = :org";

    private static final String NAMED = """
            SELECT * FROM agents_persona
            WHERE org_id = :org AND (id = :name OR id = 'pers-' || :name OR LOWER(name) = LOWER(:name))
            ORDER BY CASE WHEN id = :name THEN 0 ELSE 1 END, id
            LIMIT 1
            """;

    private static final String PAGE =
            "SELECT * FROM agents_persona WHERE org_id = :org AND id > :after ORDER BY id LIMIT :limit";

    private final Transactions<Handle> transactions;

    SqlPersonas(Transactions<Handle> transactions) {
        this.transactions = transactions;
    }

    void seed(OrgId org, Persona persona) {
        write(SEED, org, persona);
    }

    void insert(OrgId org, Persona persona) {
        write(COLUMNS, org, persona);
    }

    private void write(String sql, OrgId org, Persona persona) {
        transactions.write(handle -> traits(handle.createUpdate(sql), persona.traits())
                .bind("id", persona.id().value())
                .bind("org", org.value())
                .bind("builtin", persona.isBuiltin() ? 1 : 0)
                .bind("changed", persona.isChanged() ? 1 : 0)
                .bind("createdAt", persona.createdAt().toEpochMilli())
                .bind("updatedAt", persona.updatedAt().toEpochMilli())
                .execute());
    }

    void change(OrgId org, PersonaId id, Persona.Traits traits, boolean changed, Instant at) {
        transactions.write(handle -> traits(handle.createUpdate(CHANGE), traits)
                .bind("id", id.value())
                .bind("org", org.value())
                .bind("changed", changed ? 1 : 0)
                .bind("updatedAt", at.toEpochMilli())
                .execute());
    }

    private static Update traits(Update update, Persona.Traits traits) {
        return update.bind("name", traits.name())
                .bind("description", traits.description())
                .bind("prompt", traits.systemPrompt())
                .bind("icon", traits.icon())
                .bind("color", traits.color())
                .bind(
                        "tools",
                        traits.allowedTools().stream().map(ToolName::value).collect(Collectors.joining(" ")))
                .bind("model", traits.modelOverride())
                .bind("restarts", traits.restarts().most())
                .bind("restartPause", traits.restarts().pauseMs());
    }

    void delete(OrgId org, PersonaId id) {
        transactions.write(handle -> handle.createUpdate(DELETE)
                .bind("id", id.value())
                .bind("org", org.value())
                .execute());
    }

    Optional<Persona> find(OrgId org, PersonaId id) {
        return transactions.read(handle -> handle.createQuery(FIND)
                .bind("id", id.value())
                .bind("org", org.value())
                .map((row, _) -> persona(row))
                .findOne());
    }

    Optional<Persona> named(OrgId org, String name) {
        return transactions.read(handle -> handle.createQuery(NAMED)
                .bind("name", name)
                .bind("org", org.value())
                .map((row, _) -> persona(row))
                .findOne());
    }

    List<Persona> page(OrgId org, String after, int limit) {
        return transactions.read(handle -> handle.createQuery(PAGE)
                .bind("org", org.value())
                .bind("after", after)
                .bind("limit", limit)
                .map((row, _) -> persona(row))
                .list());
    }

    private static Persona persona(ResultSet row) throws SQLException {
        var tools = Stream.of(row.getString("allowed_tools").split(" "))
                .filter(it -> !it.isEmpty())
                .map(ToolName::new)
                .toList();
        var traits = new Persona.Traits(
                row.getString("name"),
                row.getString("description"),
                row.getString("system_prompt"),
                row.getString("icon"),
                row.getString("color"),
                tools,
                row.getString("model_override"),
                new Persona.Restarts(row.getInt("restarts"), row.getLong("restart_pause_ms")));
        return new Persona(
                new PersonaId(row.getString("id")),
                traits,
                row.getInt("is_builtin") == 1,
                row.getInt("is_changed") == 1,
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("updated_at")));
    }
}
