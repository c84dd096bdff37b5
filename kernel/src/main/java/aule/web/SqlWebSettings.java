package aule.web;

import aule.kernel.OrgId;
import aule.kernel.Transactions;
import aule.schema.Json;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;

/** The settings of each organisation in the database. */
final class SqlWebSettings {

    /** The settings before and after a change. */
    record Step(WebSettings before, WebSettings after) {}

    private static final String READ = "SELECT value FROM web_settings WHERE org_id = :org";

    private static final String WRITE = """
            INSERT INTO web_settings (org_id, value, updated_at) VALUES (:org, :value, :now)
            ON CONFLICT (org_id) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at
            """;

    private final Transactions<Handle> transactions;

    SqlWebSettings(Transactions<Handle> transactions) {
        this.transactions = transactions;
    }

    WebSettings read(OrgId org) {
        return transactions.read(handle -> read(handle, org));
    }

    Step update(OrgId org, UnaryOperator<WebSettings> edit, long now) {
        return transactions.write(handle -> {
            var before = read(handle, org);
            var step = new Step(before, edit.apply(before));
            if (!step.after().equals(before)) {
                handle.createUpdate(WRITE)
                        .bind("org", org.value())
                        .bind("value", Json.wire().writeValueAsString(step.after()))
                        .bind("now", now)
                        .execute();
            }
            return step;
        });
    }

    private static WebSettings read(Handle handle, OrgId org) {
        return handle.createQuery(READ)
                .bind("org", org.value())
                .mapTo(String.class)
                .findOne()
                .map(it -> Json.wire().readValue(it, WebSettings.class))
                .orElse(WebSettings.DEFAULT);
    }
}
