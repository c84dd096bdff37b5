package aule.agents.loop;

import aule.budget.Purse;
import aule.budget.Purse.Question;
import aule.budget.Purse.Verdict;
import aule.kernel.Account;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.Event;
import aule.kernel.RunEvent;
import aule.models.ChatModel;
import aule.models.Loss;
import aule.models.ModelSpec;
import aule.models.Most;
import java.util.ArrayList;

/** Has every question of a run to its model paid for before it is asked: what it may use at most is set aside, or it is not asked. */
public final class Till {

    /** What a run waits for whose question cannot be paid. */
    static final String REASON = "budget";

    private final Purse purse;
    private final Losses losses;

    public Till(Purse purse, Losses losses) {
        this.purse = purse;
        this.losses = losses;
    }

    /** What became of a question at the till. */
    enum Payment {
        /** Nothing limits what the run uses. */
        UNBOUND,
        RESERVED,
        /** There is no room for it, and the run waits. */
        REFUSED
    }

    /** Sets aside what the question may use, or has the run wait. */
    Payment pay(RunLog log, ModelSpec model, ChatModel.Request request) {
        if (!purse.binds(account(log))) {
            return Payment.UNBOUND;
        }
        var question = question(log, model, request);
        var refused = purse.reserve(question, log::append);
        if (refused.isEmpty()) {
            return Payment.RESERVED;
        }
        wait(log, refused.get());
        if (purse.freed(
                question)) { // a budget may have been raised before anybody could see that this run waits for it
            log.append(new RunEvent.Resumed(log.run(), REASON));
        }
        return Payment.REFUSED;
    }

    private static void wait(RunLog log, Verdict.Refused refused) {
        var events = new ArrayList<Event>();
        refused.why().ifPresent(events::add);
        events.add(new RunEvent.Waiting(log.run(), REASON, null, refused.dueAt(), refused.text()));
        log.append(events.toArray(Event[]::new));
    }

    /** Says what is to be said about budgets once an answer is written down. */
    void count(RunLog log, Payment payment) {
        if (payment == Payment.RESERVED) {
            purse.warn(account(log), log::append);
        }
    }

    /**
     * A model that answers nothing that cannot be paid: the run waits, and the question fails with
     * {@code BUDGET_EXCEEDED}.
     */
    ChatModel guarding(RunLog log, ChatModel model) {
        var watched = watching(log, model);
        return new ChatModel() {
            @Override
            public ModelSpec spec() {
                return model.spec();
            }

            @Override
            public Reply chat(Request request, Listener listener) throws InterruptedException {
                if (pay(log, model.spec(), request) == Payment.REFUSED) {
                    throw new AuleException(ErrorCode.BUDGET_EXCEEDED, "The run waits for its budget.");
                }
                return watched.chat(request, listener);
            }
        };
    }

    /** The same model, of which is entered what an answer used that breaks off. */
    ChatModel watching(RunLog log, ChatModel model) {
        return new Watchful(model, loss -> losses.enter(account(log), model.spec(), loss));
    }

    /** Enters what a whole answer used that may not be written down any more. */
    void lose(RunLog log, ModelSpec model, ChatModel.Reply reply) {
        losses.enter(account(log), model, new Loss(reply.usage(), false, reply.durationMs()));
    }

    private static Question question(RunLog log, ModelSpec model, ChatModel.Request request) {
        var most = Most.of(model, request);
        return new Question(account(log), model.id(), most.tokens(), most.costNanos(), null);
    }

    private static Account account(RunLog log) {
        var started = log.state().started();
        return new Account(log.state().org(), started.owner(), started.projectId(), started.personaId(), log.run());
    }
}
