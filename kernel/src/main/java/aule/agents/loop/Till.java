package aule.agents.loop;

import aule.budget.Purse;
import aule.budget.Purse.Question;
import aule.budget.Purse.Verdict;
import aule.kernel.AuleException;
import aule.kernel.BudgetEvent;
import aule.kernel.ErrorCode;
import aule.kernel.Event;
import aule.kernel.RunEvent;
import aule.kernel.TokenUsage;
import aule.models.ChatModel;
import aule.models.ModelSpec;
import aule.models.Price;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Has every question to a model paid for before it is asked: what it may use at most is set aside, or it is not asked. */
public final class Till {

    /** What a run waits for whose question cannot be paid. */
    static final String REASON = "budget";

    private static final int CONTESTED = 50;

    /** What a protocol puts around a message or a tool, generously. */
    private static final int WRAPPING = 64;

    /** Larger than what any provider counts for one. */
    private static final int IMAGE = 8_000;

    private final Purse purse;

    public Till(Purse purse) {
        this.purse = purse;
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
        if (!purse.binds(log.state().org(), log.run())) {
            return Payment.UNBOUND;
        }
        var question = question(log, model, request);
        var refused = settle(log, question);
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
        events.add(refused.waiting());
        log.append(events.toArray(Event[]::new));
    }

    /** Says what is to be said about budgets once an answer is written down; each time somebody may be faster. */
    void count(RunLog log, Payment payment) {
        if (payment != Payment.RESERVED) {
            return;
        }
        var org = log.state().org();
        for (var news = purse.warnings(org, log.run()); !news.isEmpty(); news = purse.warnings(org, log.run())) {
            say(log, news.getFirst());
        }
    }

    private static void say(RunLog log, BudgetEvent.Warned warning) {
        try {
            log.append(warning);
        } catch (AuleException refused) {
            if (refused.code() != ErrorCode.CONFLICT) {
                throw refused;
            }
        }
    }

    /** A model that answers nothing that cannot be paid, and fails with {@code BUDGET_EXCEEDED} instead. */
    ChatModel guarding(RunLog log, ChatModel model) {
        return new ChatModel() {
            @Override
            public ModelSpec spec() {
                return model.spec();
            }

            @Override
            public Reply chat(Request request, Listener listener) throws InterruptedException {
                require(log, model.spec(), request);
                return model.chat(request, listener);
            }
        };
    }

    private void require(RunLog log, ModelSpec model, ChatModel.Request request) {
        if (purse.binds(log.state().org(), log.run())) {
            settle(log, question(log, model, request)).ifPresent(refused -> {
                throw new AuleException(
                        ErrorCode.BUDGET_EXCEEDED,
                        String.valueOf(refused.waiting().detail()));
            });
        }
    }

    /** Somebody else may take what is left between the look and the entry; then it is looked at anew. */
    private Optional<Verdict.Refused> settle(RunLog log, Question question) {
        for (var tries = 1; ; tries++) {
            switch (purse.ask(question)) {
                case Verdict.Refused refused -> {
                    return Optional.of(refused);
                }
                case Verdict.Affordable(var hold) -> {
                    if (entered(log, hold, tries)) {
                        return Optional.empty();
                    }
                }
            }
        }
    }

    private static boolean entered(RunLog log, BudgetEvent.Reserved hold, int tries) {
        try {
            log.append(hold);
            return true;
        } catch (AuleException refused) {
            if (refused.code() != ErrorCode.BUDGET_EXCEEDED || tries == CONTESTED) {
                throw refused;
            }
            return false;
        }
    }

    private static Question question(RunLog log, ModelSpec model, ChatModel.Request request) {
        var most = new TokenUsage(longest(request), request.maxTokens(), 0, 0);
        return new Question(
                log.state().org(),
                log.run(),
                model.id(),
                most.tokensIn() + most.tokensOut(),
                model.price() == null ? null : dearest(model.price()).cost(most));
    }

    /** No token is shorter than a byte. */
    private static long longest(ChatModel.Request request) {
        long bytes = PromptSize.utf8(request.system()) + WRAPPING;
        for (var message : request.messages()) {
            bytes += PromptSize.of(message) + WRAPPING + images(message);
        }
        for (var tool : request.tools()) {
            bytes += PromptSize.utf8(tool.name().value())
                    + PromptSize.utf8(tool.description())
                    + PromptSize.utf8(tool.parameters())
                    + WRAPPING;
        }
        return bytes + (request.schema() == null ? 0 : PromptSize.utf8(request.schema()));
    }

    private static long images(ChatModel.Message message) {
        return message instanceof ChatModel.Message.User said
                ? (long) said.images().size() * IMAGE
                : 0;
    }

    private static Price dearest(Price price) {
        var write = price.cacheWriteNanos();
        return write == null || write <= price.inputNanos() ? price : new Price(write, price.outputNanos());
    }

    /** What an answer cost; null if the model's price is not known. */
    static @Nullable Long cost(ModelSpec model, TokenUsage usage) {
        return model.price() == null ? null : model.price().cost(usage);
    }
}
