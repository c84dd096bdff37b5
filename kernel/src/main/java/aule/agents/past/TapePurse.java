package aule.agents.past;

import aule.budget.Purse;
import aule.kernel.Account;
import aule.kernel.BudgetEvent;
import aule.kernel.Event;
import aule.kernel.RunEvent;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The budgets of a record: what could be paid then can be paid, and what was refused then is refused. */
record TapePurse(Tape tape) implements Purse {

    private static final String BUDGET = "budget";

    @Override
    public boolean binds(Account account) {
        return next() instanceof BudgetEvent.Reserved || wait(next()) || next() instanceof BudgetEvent.Exceeded;
    }

    @Override
    public Verdict ask(Question question) {
        var next = tape.next().orElseThrow(Tape::over);
        return switch (next.body()) {
            case BudgetEvent.Reserved hold -> new Verdict.Affordable(hold);
            case RunEvent.Waiting wait -> refused(Optional.empty(), wait);
            case BudgetEvent.Exceeded why
            when tape.after(next).orElse(why) instanceof RunEvent.Waiting wait -> refused(Optional.of(why), wait);
            default -> throw tape.leave(Difference.missing(next.position(), next.body(), "a budget is asked instead"));
        };
    }

    private static Verdict refused(Optional<BudgetEvent.Exceeded> why, RunEvent.Waiting wait) {
        return new Verdict.Refused(why, wait.dueAt(), Objects.requireNonNullElse(wait.detail(), ""));
    }

    @Override
    public boolean freed(Question question) {
        return next() instanceof RunEvent.Resumed resume && resume.reason().equals(BUDGET);
    }

    @Override
    public List<BudgetEvent.Warned> warnings(Account account) {
        return Stream.ofNullable(next())
                .filter(BudgetEvent.Warned.class::isInstance)
                .map(BudgetEvent.Warned.class::cast)
                .toList();
    }

    private static boolean wait(@Nullable Event event) {
        return event instanceof RunEvent.Waiting wait && wait.reason().equals(BUDGET);
    }

    private @Nullable Event next() {
        return tape.next().map(it -> it.body()).orElse((Event) null);
    }
}
