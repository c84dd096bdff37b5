package aule.network;

import aule.journal.Projection;
import aule.kernel.Envelope;
import aule.kernel.NetworkEvent;
import aule.kernel.OrgId;
import aule.kernel.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/** Keeps the quotas, and adds up what counts against them. */
final class SqlQuotas implements Projection {

    private static final String SET = """
            INSERT INTO network_quota (org_id, scope, subject, period, max_bytes)
            VALUES (:org, :scope, :subject, :period, :bytes)
            ON CONFLICT (org_id, scope, subject, period) DO UPDATE SET max_bytes = excluded.max_bytes
            """;

    private static final String REMOVE = """
            DELETE FROM network_quota
            WHERE org_id = :org AND scope = :scope AND subject = :subject AND period = :period
            """;

    private static final String ALL = "SELECT * FROM network_quota WHERE org_id = :org ORDER BY scope, subject, period";

    private static final String USED = """
            SELECT coalesce(sum(up + down), 0) FROM network_request
            WHERE org_id = :org AND purpose = 'sandbox' AND at >= :from
            """;

    private final Transactions<Handle> transactions;

    SqlQuotas(Transactions<Handle> transactions) {
        this.transactions = transactions;
    }

    @Override
    public void apply(Handle handle, Envelope event) {
        if (event.body() instanceof NetworkEvent.QuotaSet set) {
            var update = handle.createUpdate(set.maxBytes() == null ? REMOVE : SET)
                    .bind("org", event.org().value())
                    .bind("scope", set.scope())
                    .bind("subject", set.subject() == null ? "" : set.subject())
                    .bind("period", set.period());
            if (set.maxBytes() != null) {
                update.bind("bytes", set.maxBytes());
            }
            update.execute();
        }
    }

    List<Quotas.Quota> all(OrgId org) {
        return transactions.read(handle -> handle.createQuery(ALL)
                .bind("org", org.value())
                .map((row, _) -> quota(row))
                .list());
    }

    long used(OrgId org, Quotas.Count count) {
        var whose = switch (count.scope()) {
            case ORG -> "";
            case PROJECT -> " AND project_id = :subject";
            case AGENT -> " AND persona_id = :subject";
        };
        var sql = USED + whose + (count.name().isEmpty() ? "" : " AND root_id = :name");
        return transactions.read(handle -> {
            var query = handle.createQuery(sql)
                    .bind("org", org.value())
                    .bind("from", count.from().toEpochMilli());
            if (!whose.isEmpty()) {
                query.bind("subject", count.subject());
            }
            if (!count.name().isEmpty()) {
                query.bind("name", count.name());
            }
            return query.mapTo(Long.class).one();
        });
    }

    private static Quotas.Quota quota(ResultSet row) throws SQLException {
        var subject = row.getString("subject");
        return new Quotas.Quota(
                Quotas.Scope.valueOf(row.getString("scope").toUpperCase(Locale.ROOT)),
                subject.isEmpty() ? null : subject,
                Quotas.Period.valueOf(row.getString("period").toUpperCase(Locale.ROOT)),
                row.getLong("max_bytes"));
    }
}
