package aule.boot;

import aule.budget.Cashier;
import aule.kernel.Account;
import aule.models.Charges;
import aule.models.ModelSpec;
import aule.models.Most;
import java.util.concurrent.Callable;

/** Has models ask for nothing that the budgets have no room for. */
record PaidFromBudgets(Cashier cashier) implements Charges {

    @Override
    public <T> Paid<T> pay(Account account, String purpose, ModelSpec model, Most most, Callable<Paid<T>> question)
            throws InterruptedException {
        var bill = cashier.pay(account, purpose, new Cashier.Most(model.id(), most.tokens(), most.costNanos()), () -> {
            var paid = question.call();
            var price = model.price();
            return new Cashier.Bill<>(
                    paid.answer(), paid.usage(), price == null ? null : price.cost(paid.usage()), paid.ms());
        });
        return new Paid<>(bill.answer(), bill.usage(), bill.ms());
    }
}
