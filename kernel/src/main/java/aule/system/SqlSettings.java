package aule.system;

import aule.kernel.OrgId;
import aule.kernel.Transactions;
import aule.schema.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;

/** The settings in the database: one row for each that was ever changed. */
final class SqlSettings {

    /** The settings before and after a change. */
    record Step(Settings before, Settings after) {}

    private static final String LLM = "providers.llm";
    private static final String IMAGE = "providers.image";
    private static final String LANGUAGE = "language";
    private static final String THEME = "theme";

    private static final String READ = "SELECT name, value FROM system_setting WHERE org_id = :org";

    private static final String WRITE = """
            INSERT INTO system_setting (org_id, name, value, updated_at) VALUES (:org, :name, :value, :now)
            ON CONFLICT (org_id, name) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at
            """;

    private final Transactions<Handle> transactions;
    private final Settings defaults;

    SqlSettings(Transactions<Handle> transactions, Settings defaults) {
        this.transactions = transactions;
        this.defaults = defaults;
    }

    Settings read(OrgId org) {
        return transactions.read(handle -> read(handle, org));
    }

    Step update(OrgId org, UnaryOperator<Settings> edit, long now) {
        return transactions.write(handle -> {
            var before = read(handle, org);
            var step = new Step(before, edit.apply(before));
            var values = values(step.after());
            changed(step)
                    .forEach(name -> handle.createUpdate(WRITE)
                            .bind("org", org.value())
                            .bind("name", name)
                            .bind("value", Json.wire().writeValueAsString(values.get(name)))
                            .bind("now", now)
                            .execute());
            return step;
        });
    }

    /** The names of what a change really changed. */
    static Set<String> changed(Step step) {
        var changed = values(step.after());
        var before = values(step.before());
        changed.entrySet().removeIf(it -> it.getValue().equals(before.get(it.getKey())));
        return Set.copyOf(changed.keySet());
    }

    private static Map<String, Object> values(Settings settings) {
        return new HashMap<>(Map.of(
                LLM, settings.llm(),
                IMAGE, settings.image(),
                LANGUAGE, settings.language(),
                THEME, settings.theme()));
    }

    private Settings read(Handle handle, OrgId org) {
        var rows = handle.createQuery(READ)
                .bind("org", org.value())
                .reduceRows(new HashMap<String, String>(), (all, row) -> {
                    all.put(row.getColumn("name", String.class), row.getColumn("value", String.class));
                    return all;
                });
        return new Settings(
                value(rows, LLM, Settings.Provider.class, defaults.llm()),
                value(rows, IMAGE, Settings.Provider.class, defaults.image()),
                value(rows, LANGUAGE, Settings.Language.class, defaults.language()),
                value(rows, THEME, Settings.Theme.class, defaults.theme()));
    }

    private static <T> T value(Map<String, String> rows, String name, Class<T> type, T otherwise) {
        var json = rows.get(name);
        return json == null ? otherwise : Json.wire().readValue(json, type);
    }
}
