package aule.policy;

import aule.kernel.ConfirmationEvent;
import aule.kernel.Envelope;
import aule.kernel.OrgId;
import aule.kernel.ProjectId;
import aule.kernel.Transactions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jdbi.v3.core.Handle;

/** Remembers how far a yes reaches: the same tool and rule in one run, or exactly one call in one project. */
final class SqlGrants {

    private static final String KEEP = """
            INSERT INTO policy_grant
                (org_id, scope, owner, tool, rule, arguments_sha256, confirmation_id, granted_by, granted_at)
            VALUES (:org, :scope, :owner, :tool, :rule, :sha, :confirmation, :by, :at)
            ON CONFLICT (org_id, scope, owner, tool, rule, arguments_sha256) DO NOTHING
            """;

    private static final String COVER = """
            SELECT count(*)
            FROM policy_grant
            WHERE org_id = :org AND tool = :tool AND rule = :rule
                AND ((scope = 'run' AND owner = :run AND arguments_sha256 = '')
                    OR (scope = 'always' AND owner = :project AND arguments_sha256 = :sha))
            """;

    private final Transactions<Handle> transactions;

    SqlGrants(Transactions<Handle> transactions) {
        this.transactions = transactions;
    }

    void keep(Handle handle, Envelope event, Confirmation approved, ConfirmationEvent.Resolved answer) {
        var project = approved.project();
        var always = answer.remember().equals("always") && project != null;
        if (!always && !answer.remember().equals("run")) {
            return;
        }
        handle.createUpdate(KEEP)
                .bind("org", event.org().value())
                .bind("scope", always ? "always" : "run")
                .bind(
                        "owner",
                        always && project != null
                                ? project.value()
                                : approved.run().value())
                .bind("tool", approved.tool().value())
                .bind("rule", approved.rule())
                .bind("sha", always ? sha256(approved.arguments()) : "")
                .bind("confirmation", approved.id().value())
                .bind("by", answer.by())
                .bind("at", event.at().toEpochMilli())
                .execute();
    }

    boolean cover(OrgId org, ProjectId project, Confirmations.Question question) {
        return transactions.read(handle -> handle.createQuery(COVER)
                        .bind("org", org.value())
                        .bind("tool", question.tool().value())
                        .bind("rule", question.rule())
                        .bind("run", question.run().value())
                        .bind("project", project.value())
                        .bind("sha", sha256(question.arguments()))
                        .mapTo(Integer.class)
                        .one())
                > 0;
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256.", e);
        }
    }
}
