package aule.budget;

import aule.budget.bills.Answered;
import aule.budget.bills.Difference;
import aule.budget.bills.Tally;
import aule.kernel.BillId;
import aule.kernel.OrgId;
import aule.kernel.Transactions;
import aule.kernel.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** Keeps the bills that were compared, and finds what they are compared with. */
final class SqlBills {

    private static final String SIDES = """
            billed_calls, billed_in, billed_out, billed_nanos, ledger_calls, ledger_in, ledger_out, ledger_nanos
            """;

    private static final String SIDES_GIVEN = """
            :billedCalls, :billedIn, :billedOut, :billedNanos, :ledgerCalls, :ledgerIn, :ledgerOut, :ledgerNanos
            """;

    private static final String ADD = """
            INSERT INTO budget_bill
                (id, org_id, provider, layout, name, user_id, at, from_at, to_at, row_count,
                 same, differing, only_bill, only_ledger, unpriced,
            """ + SIDES + """
            ) VALUES (:id, :org, :provider, :layout, :name, :user, :at, :from, :to, :rows,
                 :same, :differing, :onlyBill, :onlyLedger, :unpriced,
            """ + SIDES_GIVEN + ")";

    private static final String DIFFER = """
            INSERT INTO budget_difference
                (bill_id, place, org_id, kind, line, response_id, model, from_at, to_at, seq, run_id,
            """ + SIDES + """
            ) VALUES (:bill, :place, :org, :kind, :line, :response, :model, :from, :to, :seq, :run,
            """ + SIDES_GIVEN + ")";

    private static final String PAGE = """
            SELECT * FROM budget_bill
            WHERE org_id = :org AND (:before = '' OR id < :before)
            ORDER BY id DESC
            LIMIT :limit
            """;

    private static final String COUNT = "SELECT count(*) FROM budget_bill WHERE org_id = :org";

    private static final String FIND = "SELECT * FROM budget_bill WHERE org_id = :org AND id = :id";

    private static final String DIFFERENCES = """
            SELECT * FROM budget_difference
            WHERE org_id = :org AND bill_id = :id AND place > :after AND (:kind = '' OR kind = :kind)
            ORDER BY place
            LIMIT :limit
            """;

    private static final String REMOVE = "DELETE FROM budget_bill WHERE org_id = :org AND id = :id";

    private static final String FORGET = "DELETE FROM budget_difference WHERE org_id = :org AND bill_id = :id";

    /** An answer that nobody was asked for is on no bill. */
    private static final String ANSWERS = """
            SELECT seq, run_id, model, response_id, tokens_in, tokens_out, cost_nanos, at FROM budget_entry
            WHERE org_id = :org AND provider = :provider AND at >= :from AND at < :to
                AND tokens_in + tokens_out > 0
            ORDER BY at, seq
            LIMIT :limit
            """;

    /** A difference and its place in its bill, from 1. */
    record Line(long place, Difference difference) {}

    private final Transactions<Handle> transactions;

    SqlBills(Transactions<Handle> transactions) {
        this.transactions = transactions;
    }

    /** The answers of a provider's models in a span of time. */
    List<Answered> answers(OrgId org, String provider, Instant from, Instant to, int limit) {
        return transactions.read(handle -> handle.createQuery(ANSWERS)
                .bind("org", org.value())
                .bind("provider", provider)
                .bind("from", from.toEpochMilli())
                .bind("to", to.toEpochMilli())
                .bind("limit", limit)
                .map((row, _) -> answered(row))
                .list());
    }

    void add(Bill bill, List<Difference> differences) {
        transactions.write(handle -> {
            bind(handle.createUpdate(ADD), bill).execute();
            if (differences.isEmpty()) {
                return 0;
            }
            var batch = handle.prepareBatch(DIFFER);
            for (var place = 1; place <= differences.size(); place++) {
                bind(batch.bind("place", place), bill, differences.get(place - 1))
                        .add();
            }
            return batch.execute().length;
        });
    }

    /** The newest first; those before a place. */
    List<Bill> page(OrgId org, String before, int limit) {
        return transactions.read(handle -> handle.createQuery(PAGE)
                .bind("org", org.value())
                .bind("before", before)
                .bind("limit", limit)
                .map((row, _) -> bill(row))
                .list());
    }

    long count(OrgId org) {
        return transactions.read(handle -> handle.createQuery(COUNT)
                .bind("org", org.value())
                .mapTo(Long.class)
                .one());
    }

    Optional<Bill> find(OrgId org, BillId id) {
        return transactions.read(handle -> handle.createQuery(FIND)
                .bind("org", org.value())
                .bind("id", id.value())
                .map((row, _) -> bill(row))
                .findOne());
    }

    /** The differences above a place, in order; of one kind, or of all if it is empty. */
    List<Line> differences(OrgId org, BillId id, String kind, long after, int limit) {
        return transactions.read(handle -> handle.createQuery(DIFFERENCES)
                .bind("org", org.value())
                .bind("id", id.value())
                .bind("kind", kind)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, _) -> new Line(row.getLong("place"), difference(row)))
                .list());
    }

    /** Returns whether there was such a bill. */
    boolean remove(OrgId org, BillId id) {
        return transactions.write(handle -> {
            handle.createUpdate(FORGET)
                    .bind("org", org.value())
                    .bind("id", id.value())
                    .execute();
            return handle.createUpdate(REMOVE)
                            .bind("org", org.value())
                            .bind("id", id.value())
                            .execute()
                    > 0;
        });
    }

    private static <T extends SqlStatement<T>> T bind(T sql, Bill bill) {
        var outcome = bill.outcome();
        return sides(sql, outcome.billed(), outcome.ledger())
                .bind("id", bill.id().value())
                .bind("org", bill.org().value())
                .bind("provider", bill.provider())
                .bind("layout", bill.layout())
                .bind("name", bill.name())
                .bind("user", bill.user().value())
                .bind("at", bill.at().toEpochMilli())
                .bind("from", bill.from().toEpochMilli())
                .bind("to", bill.to().toEpochMilli())
                .bind("rows", bill.rows())
                .bind("same", outcome.same())
                .bind("differing", outcome.differing())
                .bind("onlyBill", outcome.onlyBill())
                .bind("onlyLedger", outcome.onlyLedger())
                .bind("unpriced", outcome.unpriced());
    }

    private static <T extends SqlStatement<T>> T bind(T sql, Bill bill, Difference it) {
        return sides(sql, it.billed(), it.ledger())
                .bind("bill", bill.id().value())
                .bind("org", bill.org().value())
                .bind("kind", it.kind().wire())
                .bind("line", it.line())
                .bind("response", it.id())
                .bind("model", it.model())
                .bind("from", it.from().toEpochMilli())
                .bind("to", it.to().toEpochMilli())
                .bind("seq", it.seq())
                .bind("run", it.run());
    }

    private static <T extends SqlStatement<T>> T sides(T sql, Tally billed, Tally ledger) {
        return sql.bind("billedCalls", billed.calls())
                .bind("billedIn", billed.tokensIn())
                .bind("billedOut", billed.tokensOut())
                .bind("billedNanos", billed.costNanos())
                .bind("ledgerCalls", ledger.calls())
                .bind("ledgerIn", ledger.tokensIn())
                .bind("ledgerOut", ledger.tokensOut())
                .bind("ledgerNanos", ledger.costNanos());
    }

    private static Answered answered(ResultSet row) throws SQLException {
        return new Answered(
                row.getLong("seq"),
                named(row.getString("run_id")),
                row.getString("model"),
                row.getString("response_id"),
                row.getLong("tokens_in"),
                row.getLong("tokens_out"),
                amount(row, "cost_nanos"),
                Instant.ofEpochMilli(row.getLong("at")));
    }

    /** Some questions are of no run. */
    private static @Nullable String named(String run) {
        return run.isEmpty() ? null : run;
    }

    private static Bill bill(ResultSet row) throws SQLException {
        return new Bill(
                new BillId(row.getString("id")),
                new OrgId(row.getString("org_id")),
                row.getString("provider"),
                row.getString("layout"),
                row.getString("name"),
                new UserId(row.getString("user_id")),
                Instant.ofEpochMilli(row.getLong("at")),
                Instant.ofEpochMilli(row.getLong("from_at")),
                Instant.ofEpochMilli(row.getLong("to_at")),
                row.getLong("row_count"),
                new Bill.Outcome(
                        row.getLong("same"),
                        row.getLong("differing"),
                        row.getLong("only_bill"),
                        row.getLong("only_ledger"),
                        row.getLong("unpriced"),
                        tally(row, "billed"),
                        tally(row, "ledger")));
    }

    private static Difference difference(ResultSet row) throws SQLException {
        return new Difference(
                Difference.Kind.of(row.getString("kind")),
                amount(row, "line"),
                row.getString("response_id"),
                row.getString("model"),
                Instant.ofEpochMilli(row.getLong("from_at")),
                Instant.ofEpochMilli(row.getLong("to_at")),
                amount(row, "seq"),
                row.getString("run_id"),
                tally(row, "billed"),
                tally(row, "ledger"));
    }

    private static Tally tally(ResultSet row, String side) throws SQLException {
        return new Tally(
                row.getLong(side + "_calls"),
                amount(row, side + "_in"),
                amount(row, side + "_out"),
                amount(row, side + "_nanos"));
    }

    private static @Nullable Long amount(ResultSet row, String column) throws SQLException {
        var amount = row.getLong(column);
        return row.wasNull() ? null : amount;
    }
}
