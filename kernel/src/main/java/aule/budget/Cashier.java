package aule.budget;

import aule.journal.Journal;
import aule.kernel.Account;
import aule.kernel.AuleException;
import aule.kernel.BudgetEvent;
import aule.kernel.Errand;
import aule.kernel.ErrorCode;
import aule.kernel.Ids;
import aule.kernel.StreamId;
import aule.kernel.TokenUsage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Has questions to models paid for that are no steps of a run: what one may use at most is set aside where a budget binds,
 * and what it used is entered into the ledger.
 */
public final class Cashier {

    /** Nobody waits longer for one answer. */
    private static final Duration LONGEST = Duration.ofMinutes(20);

    /** What a question that was given up may still take to let go. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    /**
     * The most that a question may use.
     *
     * @param tokens in and out together
     * @param costNanos null if the model's price is not known
     */
    public record Most(String model, long tokens, @Nullable Long costNanos) {}

    /**
     * An answer and what it used.
     *
     * @param costNanos null if the model's price is not known
     * @param ms milliseconds that it took
     */
    public record Bill<T>(
            T answer, TokenUsage usage, @Nullable Long costNanos, long ms) {}

    private final Purse purse;
    private final Journal journal;
    private final InstantSource clock;
    private final Ids ids;

    Cashier(Purse purse, Journal journal, InstantSource clock, Ids ids) {
        this.purse = purse;
        this.journal = journal;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Asks if it can be paid, for twenty minutes at most.
     *
     * @param purpose what it is for in one word
     * @param question asks the model; interrupted when the calling thread is or the time is up
     * @throws AuleException with {@code BUDGET_EXCEEDED} if a budget has no room for it, with {@code TIME_LIMIT} if
     *     there was no answer in time, or whatever the question met
     */
    public <T> Bill<T> pay(Account account, String purpose, Most most, Callable<Bill<T>> question)
            throws InterruptedException {
        var until = clock.instant().plus(LONGEST).plus(GRACE);
        var errand = new Errand(ids.next("errand"), purpose, account.owner(), account.persona(), until);
        var book = new Book(account, errand);
        var bound = purse.binds(account);
        if (bound) {
            book.reserve(most);
        }
        var bill = asked(question, most, bound ? book : null);
        book.append(
                new BudgetEvent.Used(account.run(), errand, most.model(), bill.usage(), bill.costNanos(), bill.ms()));
        if (bound) {
            purse.warn(account, book::append);
        }
        return bill;
    }

    private static <T> Bill<T> asked(Callable<Bill<T>> question, Most most, @Nullable Book held)
            throws InterruptedException {
        try {
            return inTime(question, most.model());
        } catch (AuleException | InterruptedException failure) {
            if (held != null) {
                held.release(failure);
            }
            throw failure;
        }
    }

    private static <T> Bill<T> inTime(Callable<Bill<T>> question, String model) throws InterruptedException {
        var task = new FutureTask<>(question);
        Thread.ofVirtual().name("errand").start(task);
        try {
            return task.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new AuleException(
                    ErrorCode.TIME_LIMIT,
                    "%s did not answer within %d minutes.".formatted(model, LONGEST.toMinutes()),
                    late);
        } catch (ExecutionException failed) {
            throw known(failed, model);
        } finally {
            task.cancel(true);
        }
    }

    /** A model that breaks by a defect of its own fails this one answer and nothing else. */
    private static AuleException known(ExecutionException failed, String model) {
        return failed.getCause() instanceof AuleException failure
                ? failure
                : new AuleException(
                        ErrorCode.PROVIDER_ERROR,
                        "%s broke while it answered; try another model.".formatted(model),
                        failed);
    }

    /** Where one errand is entered. */
    private final class Book {

        private final Account account;
        private final Errand errand;
        private final StreamId stream;
        private final Journal.Origin origin;

        Book(Account account, Errand errand) {
            this.account = account;
            this.errand = errand;
            var run = account.run();
            this.stream = run == null ? BudgetEvent.ERRANDS : StreamId.of(run);
            this.origin = new Journal.Origin(
                    account.org(),
                    account.project(),
                    account.owner().value(),
                    run == null ? errand.id() : run.value(),
                    null,
                    Journal.NO_LEASE);
        }

        void append(BudgetEvent event) {
            journal.append(stream, origin, List.of(event));
        }

        void reserve(Most most) {
            var question = new Purse.Question(account, most.model(), most.tokens(), most.costNanos(), errand);
            purse.reserve(question, this::append).ifPresent(refused -> {
                refused.why().ifPresent(this::append);
                throw new AuleException(ErrorCode.BUDGET_EXCEEDED, refused.text());
            });
        }

        void release(Exception failure) {
            append(new BudgetEvent.Released(account.run(), errand.id(), said(failure)));
        }

        private static String said(Exception failure) {
            return failure instanceof AuleException known
                    ? known.sentence()
                    : "It was stopped before the model answered.";
        }
    }
}
