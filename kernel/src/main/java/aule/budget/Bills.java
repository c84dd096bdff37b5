package aule.budget;

import aule.budget.bills.BillFile;
import aule.budget.bills.Comparing;
import aule.budget.bills.Comparison;
import aule.budget.bills.Difference.Kind;
import aule.kernel.AuleException;
import aule.kernel.BillId;
import aule.kernel.ErrorCode;
import aule.kernel.Ids;
import aule.kernel.OrgId;
import aule.kernel.Principal;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;

/** The bills of providers that people brought, each compared with the ledger once. */
final class Bills {

    /** How many an organisation may keep. */
    private static final int MOST = 500;

    /** Answers that one bill is compared with. */
    private static final int MOST_ANSWERS = 200_000;

    private static final int LONGEST_NAME = 200;

    private final SqlBills table;
    private final Ids ids;
    private final InstantSource clock;

    Bills(SqlBills table, Ids ids, InstantSource clock) {
        this.table = table;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Reads a bill, compares it and keeps what came of it; the file itself is not kept.
     *
     * @param provider as the ledger calls it
     * @throws AuleException with {@code INVALID} that names line and column, or with {@code CONFLICT} if there are too
     *     many already
     */
    Bill bring(Principal who, String provider, String name, InputStream file) {
        if (table.count(who.org()) >= MOST) {
            throw new AuleException(
                    ErrorCode.CONFLICT, "There are %d bills already; delete one first.".formatted(MOST));
        }
        var read = BillFile.read(file, provider);
        var answers = table.answers(who.org(), provider, Comparing.from(read), Comparing.to(read), MOST_ANSWERS + 1);
        if (answers.size() > MOST_ANSWERS) {
            throw new AuleException(
                    ErrorCode.TOO_LARGE,
                    "The ledger has more than %,d answers in the time of this bill; bring a shorter one."
                            .formatted(MOST_ANSWERS));
        }
        var comparison = Comparing.of(read, answers, provider);
        var bill = bill(who, provider, name, read, comparison);
        table.add(bill, comparison.differences());
        return bill;
    }

    private Bill bill(Principal who, String provider, String name, BillFile read, Comparison it) {
        return new Bill(
                new BillId(ids.next("bill")),
                who.org(),
                provider,
                read.layout(),
                name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME),
                who.user(),
                clock.instant(),
                it.from(),
                it.to(),
                read.charges().size(),
                new Bill.Outcome(
                        it.same(),
                        it.count(Kind.DIFFERS),
                        it.count(Kind.ONLY_BILL),
                        it.count(Kind.ONLY_LEDGER),
                        it.unpriced(),
                        it.billed(),
                        it.ledger()));
    }

    /** The newest first. */
    List<Bill> page(OrgId org, String before, int limit) {
        return table.page(org, before, limit);
    }

    /** @throws AuleException with {@code NOT_FOUND} if the organisation has no such bill */
    Bill find(OrgId org, BillId id) {
        return table.find(org, id).orElseThrow(() -> AuleException.notFound("bill", id));
    }

    List<SqlBills.Line> differences(OrgId org, BillId id, String kind, long after, int limit) {
        return table.differences(org, id, kind, after, limit);
    }

    /** @throws AuleException with {@code NOT_FOUND} if the organisation has no such bill */
    void remove(OrgId org, BillId id) {
        if (!table.remove(org, id)) {
            throw AuleException.notFound("bill", id);
        }
    }
}
