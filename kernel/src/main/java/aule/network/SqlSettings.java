package aule.network;

import aule.journal.Projection;
import aule.kernel.Envelope;
import aule.kernel.NetworkEvent;
import aule.kernel.OrgId;
import aule.kernel.PersonaId;
import aule.kernel.ProjectId;
import aule.kernel.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Keeps how far the networks of projects and agents go. */
final class SqlSettings implements Projection {

    private static final String SET = """
            INSERT INTO network_setting (org_id, subject, preset, hosts) VALUES (:org, :subject, :preset, :hosts)
            ON CONFLICT (org_id, subject) DO UPDATE SET preset = excluded.preset, hosts = excluded.hosts
            """;

    private static final String REMOVE = "DELETE FROM network_setting WHERE org_id = :org AND subject = :subject";

    private static final String FIND = "SELECT * FROM network_setting WHERE org_id = :org AND subject = :subject";

    private final Transactions<Handle> transactions;

    SqlSettings(Transactions<Handle> transactions) {
        this.transactions = transactions;
    }

    @Override
    public void apply(Handle handle, Envelope event) {
        if (event.body() instanceof NetworkEvent.Set set) {
            var update = handle.createUpdate(set.preset() == null ? REMOVE : SET)
                    .bind("org", event.org().value())
                    .bind("subject", set.subject());
            if (set.preset() != null) {
                update.bind("preset", set.preset()).bind("hosts", String.join(" ", set.hosts()));
            }
            update.execute();
        }
    }

    /** Offline unless somebody chose. */
    Setting ofProject(OrgId org, ProjectId project) {
        return find(org, project.value()).orElse(Setting.OFFLINE);
    }

    /** Empty for an agent that has what its project has. */
    Optional<Setting> ofPersona(OrgId org, PersonaId persona) {
        return find(org, persona.value());
    }

    private Optional<Setting> find(OrgId org, String subject) {
        return transactions.read(handle -> handle.createQuery(FIND)
                .bind("org", org.value())
                .bind("subject", subject)
                .map((row, _) -> setting(row))
                .findOne());
    }

    private static Setting setting(ResultSet row) throws SQLException {
        var hosts = row.getString("hosts");
        return Setting.of(
                Preset.named(row.getString("preset")).orElse(Preset.OFFLINE),
                hosts.isEmpty() ? List.of() : List.of(hosts.split(" ", -1)));
    }
}
