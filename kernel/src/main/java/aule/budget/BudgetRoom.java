package aule.budget;

import aule.api.Operations;
import aule.journal.Journal;
import aule.kernel.Ids;
import aule.kernel.Transactions;
import java.time.InstantSource;
import java.util.HashMap;
import org.jdbi.v3.core.Handle;

/**
 * The room's doors, ready for the composition root.
 *
 * @param purse for the steps of runs
 * @param cashier for every other question
 */
public record BudgetRoom(Purse purse, Cashier cashier, Estimate.Source estimates, Operations operations) {

    /** From how many runs a guess is made. */
    private static final int ALIKE = 200;

    /** Opens the room before the journal's first append. */
    public static BudgetRoom open(Journal journal, Transactions<Handle> transactions, InstantSource clock, Ids ids) {
        var caps = new SqlCaps(transactions);
        var payers = new SqlPayers();
        var standings = new SqlStandings(transactions, caps, payers);
        var ledger = new SqlLedger(transactions, payers, standings);
        var usage = new SqlUsage(transactions);
        ledger.begin(journal);
        journal.project(caps);
        journal.project(ledger);
        var budgets = new Budgets(journal, caps, ids);
        var views = new BudgetViews(standings, clock);
        var handlers = new HashMap<String, Operations.Handler>();
        handlers.putAll(new BudgetApi(budgets, views).handlers());
        handlers.putAll(new UsageApi(usage, budgets, views, clock).handlers());
        handlers.putAll(new BillsApi(new Bills(new SqlBills(transactions), ids, clock)).handlers());
        var purse = new LivePurse(standings, clock);
        return new BudgetRoom(
                purse,
                new Cashier(purse, journal, clock, ids),
                (org, persona, model) -> Estimate.of(usage.alike(org, persona, model, ALIKE)),
                new Operations("budget", handlers));
    }
}
