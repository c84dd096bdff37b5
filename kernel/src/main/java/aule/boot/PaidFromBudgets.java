package aule.boot;

import aule.budget.Cashier;
import aule.kernel.Account;
import aule.models.Charges;
import aule.models.Loss;
import aule.models.ModelSpec;
import aule.models.Most;

/** Has models ask for nothing that the budgets have no room for. */
record PaidFromBudgets(Cashier cashier) implements Charges {

    @Override
    public <T> Paid<T> pay(Account account, String purpose, ModelSpec model, Most most, Question<T> question)
            throws InterruptedException {
        var bill =
                cashier.pay(account, purpose, new Cashier.Most(model.id(), most.tokens(), most.costNanos()), lost -> {
                    var paid = question.ask(it -> lost.accept(spent(model, it)));
                    return new Cashier.Bill<>(
                            paid.answer(), paid.usage(), model.cost(paid.usage(), paid.pictures()), paid.ms());
                });
        return new Paid<>(bill.answer(), bill.usage(), bill.ms());
    }

    private static Cashier.Spent spent(ModelSpec model, Loss loss) {
        return new Cashier.Spent(loss.usage(), model.cost(loss.usage()), loss.ms(), loss.estimated());
    }
}
