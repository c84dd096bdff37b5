package aule.agents.loop;

import aule.budget.Cashier;
import aule.kernel.Account;
import aule.kernel.BudgetEvent;
import aule.models.Loss;
import aule.models.ModelSpec;
import org.jspecify.annotations.Nullable;

/** Enters what steps of runs used of which no answer is written down. */
@FunctionalInterface
public interface Losses {

    /** Where nothing is lost. */
    Losses NONE = (_, _, _) -> {};

    /** @param loss null if nothing was used: then only what was set aside is free */
    void enter(Account account, ModelSpec model, @Nullable Loss loss);

    /** Where it stands in the ledger. */
    static Losses in(Cashier cashier) {
        return (account, model, loss) -> {
            if (loss == null) {
                cashier.release(account);
            } else {
                var spent = new Cashier.Spent(loss.usage(), model.cost(loss.usage()), loss.ms(), loss.estimated());
                cashier.enter(account, BudgetEvent.CUT_OFF, model.id(), spent);
            }
        };
    }
}
