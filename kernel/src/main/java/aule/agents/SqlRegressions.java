package aule.agents;

import aule.agents.past.Mode;
import aule.kernel.OrgId;
import aule.kernel.RunId;
import aule.kernel.RunTestId;
import aule.kernel.Sha256;
import aule.kernel.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Keeps the runs that are tests in {@code agents_run_test}. */
final class SqlRegressions {

    private static final String INSERT = """
            INSERT INTO agents_run_test (id, org_id, name, run_id, mode, archive, saved_at)
            VALUES (:id, :org, :name, :run, :mode, :archive, :at)
            """;

    private static final String CHECKED = """
            UPDATE agents_run_test SET checked_at = :at, passed = :passed, finding = :finding
            WHERE id = :id AND org_id = :org
            """;

    private static final String DELETE = "DELETE FROM agents_run_test WHERE id = :id AND org_id = :org";

    private static final String FIND = "SELECT * FROM agents_run_test WHERE id = :id AND org_id = :org";

    private static final String PAGE =
            "SELECT * FROM agents_run_test WHERE org_id = :org AND id > :after ORDER BY id LIMIT :limit";

    private final Transactions<Handle> transactions;

    SqlRegressions(Transactions<Handle> transactions) {
        this.transactions = transactions;
    }

    void insert(OrgId org, RunTest test) {
        transactions.write(handle -> handle.createUpdate(INSERT)
                .bind("id", test.id().value())
                .bind("org", org.value())
                .bind("name", test.name())
                .bind("run", test.run().value())
                .bind("mode", test.mode().wire())
                .bind("archive", test.archive().hex())
                .bind("at", test.savedAt().toEpochMilli())
                .execute());
    }

    void checked(OrgId org, RunTestId id, RunTest.Verdict verdict) {
        transactions.write(handle -> handle.createUpdate(CHECKED)
                .bind("id", id.value())
                .bind("org", org.value())
                .bind("at", verdict.at().toEpochMilli())
                .bind("passed", verdict.passed() ? 1 : 0)
                .bind("finding", verdict.finding())
                .execute());
    }

    /** Whether there was one. */
    boolean delete(OrgId org, RunTestId id) {
        return transactions.write(handle -> handle.createUpdate(DELETE)
                        .bind("id", id.value())
                        .bind("org", org.value())
                        .execute()
                == 1);
    }

    Optional<RunTest> find(OrgId org, RunTestId id) {
        return transactions.read(handle -> handle.createQuery(FIND)
                .bind("id", id.value())
                .bind("org", org.value())
                .map((row, _) -> test(row))
                .findOne());
    }

    List<RunTest> page(OrgId org, String after, int limit) {
        return transactions.read(handle -> handle.createQuery(PAGE)
                .bind("org", org.value())
                .bind("after", after)
                .bind("limit", limit)
                .map((row, _) -> test(row))
                .list());
    }

    private static RunTest test(ResultSet row) throws SQLException {
        var finding = row.getString("finding");
        return new RunTest(
                new RunTestId(row.getString("id")),
                row.getString("name"),
                new RunId(row.getString("run_id")),
                Mode.of(row.getString("mode")),
                new Sha256(row.getString("archive")),
                Instant.ofEpochMilli(row.getLong("saved_at")),
                finding == null
                        ? null
                        : new RunTest.Verdict(
                                Instant.ofEpochMilli(row.getLong("checked_at")), row.getInt("passed") == 1, finding));
    }
}
