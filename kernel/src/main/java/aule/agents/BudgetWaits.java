package aule.agents;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.RunEvent;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The runs that wait because a budget has no room for their next question. */
final class BudgetWaits {

    private static final Logger LOG = LoggerFactory.getLogger(BudgetWaits.class);
    private static final String REASON = "budget";

    private final SqlRuns table;
    private final Mailbox mailbox;
    private final Runs runs;

    BudgetWaits(SqlRuns table, Mailbox mailbox, Runs runs) {
        this.table = table;
        this.mailbox = mailbox;
        this.runs = runs;
    }

    /** Has all of them look at the budgets again, because one changed; whose is still too small waits once more. */
    void goOn() {
        table.waitingFor(REASON).forEach(this::goOn);
    }

    private void goOn(RunState waiting) {
        var id = waiting.id();
        try {
            var woken = mailbox.post(
                    waiting.org(),
                    "kernel",
                    id,
                    run -> run.waitsFor(REASON) ? List.of(new RunEvent.Resumed(id, REASON)) : List.of());
            if (woken.status() == RunStatus.QUEUED) {
                runs.submit(woken);
            }
        } catch (AuleException refused) {
            if (refused.code() != ErrorCode.ILLEGAL_TRANSITION) {
                throw refused;
            }
            LOG.debug("The run {} goes on already.", id, refused);
        }
    }
}
