package aule.policy;

import aule.api.Operations;
import aule.journal.Journal;
import aule.kernel.Ids;
import aule.kernel.Transactions;
import aule.rules.Rules;
import java.nio.file.Path;
import org.jdbi.v3.core.Handle;

/** The room's doors, ready for the composition root. */
public record PolicyRoom(Policy policy, Confirmations confirmations, Operations operations) {

    /**
     * Opens the room before the journal's first append.
     *
     * @param home the folder in which a person finds {@code policy.yaml}
     */
    public static PolicyRoom open(Path home, Rules rules, Journal journal, Transactions<Handle> transactions, Ids ids) {
        var file = new PolicyFile(home.resolve("policy.yaml"), rules);
        file.seed();
        var table = new SqlConfirmations(transactions);
        journal.project(table);
        var policy = new Policy(file);
        var confirmations = new Confirmations(journal, table, ids);
        return new PolicyRoom(policy, confirmations, new PolicyApi(policy, confirmations).operations());
    }
}
