package aule.budget;

import aule.kernel.AuleException;
import aule.kernel.BudgetEvent;
import aule.kernel.ErrorCode;
import aule.kernel.Money;
import java.time.Instant;
import java.util.Optional;

/** What is said to people about budgets. */
final class Words {

    private static final String WAYS = "Raise the budget, let a cheaper model go on with the run, or stop it";
    private static final String OTHER_WAYS = "Raise the budget or ask a cheaper model";

    private Words() {}

    static AuleException taken(Standing.Lack lack) {
        return new AuleException(
                ErrorCode.BUDGET_EXCEEDED,
                "%s has no room for %s now; ask again.".formatted(name(lack.standing()), amount(lack, lack.needed())));
    }

    static AuleException said(BudgetEvent.Warned warned) {
        return new AuleException(
                ErrorCode.CONFLICT,
                "It was said already that %s is nearly used in %s.".formatted(warned.budget(), warned.period()));
    }

    static String exceeded(Standing.Lack lack, Purse.Question question, Optional<Instant> end) {
        var model = question.model();
        var onward = question.errand() == null
                ? end.map(it -> "%s; otherwise it goes on at %s.".formatted(WAYS, it))
                        .orElse(WAYS + ".")
                : end.map(it -> "%s; there is room again from %s on.".formatted(OTHER_WAYS, it))
                        .orElse(OTHER_WAYS + ".");
        if (lack.resource().equals("price")) {
            return """
                    %s limits money, and nobody knows what %s costs. Enter its price, choose a model whose price is \
                    known, or lift the limit.""".formatted(name(lack.standing()), model);
        }
        return "%s has %s of %s left, and the next answer of %s may take %s. %s"
                .formatted(
                        name(lack.standing()),
                        amount(lack, lack.left()),
                        amount(lack, lack.limit()),
                        model,
                        amount(lack, lack.needed()),
                        onward);
    }

    static String held(Standing.Lack lack) {
        return "What others have set aside leaves no room in %s just now; there is some as soon as they are done."
                .formatted(name(lack.standing()).replaceFirst("^The", "the"));
    }

    static String warned(Standing standing) {
        return "%s is %d %% used: %s.".formatted(name(standing), standing.percent(), usage(standing));
    }

    private static String usage(Standing standing) {
        var limits = standing.cap().limits();
        var spent = standing.spent();
        if (limits.maxCostNanos() != null) {
            return "$%s of $%s".formatted(Money.text(spent.costNanos()), Money.text(limits.maxCostNanos()));
        }
        if (limits.maxTokens() != null) {
            return "%,d of %,d tokens".formatted(spent.tokens(), limits.maxTokens());
        }
        return limits.maxSteps() != null
                ? "%,d of %,d answers".formatted(spent.calls(), limits.maxSteps())
                : "%,d s of model time".formatted(spent.ms() / 1_000);
    }

    private static String amount(Standing.Lack lack, long amount) {
        return switch (lack.resource()) {
            case "cost" -> "$" + Money.text(amount);
            case "tokens" -> "%,d tokens".formatted(amount);
            case "steps" -> amount == 1 ? "one answer" : "%,d answers".formatted(amount);
            default -> "%,d ms of model time".formatted(amount);
        };
    }

    private static String name(Standing standing) {
        var cap = standing.cap();
        var whose = switch (cap.scope()) {
            case ORG -> "of the organisation";
            case PROJECT, PERSON, AGENT, RUN -> "of %s %s".formatted(cap.scope().wire(), standing.subject());
        };
        return switch (cap.period()) {
            case CALL -> "The budget %s for one answer".formatted(whose);
            case RUN ->
                cap.scope() == Cap.Scope.RUN
                        ? "The budget " + whose
                        : "The budget %s for the run %s".formatted(whose, standing.period());
            case DAY, MONTH -> "The budget %s for %s".formatted(whose, standing.period());
        };
    }
}
