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
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
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

    private static final String STOPPED = "It was stopped before the model answered.";

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

    /**
     * What a question used.
     *
     * @param costNanos null if the model's price is not known
     * @param ms milliseconds that it took
     * @param estimated whether it is reckoned from what was asked and what came
     */
    public record Spent(TokenUsage usage, @Nullable Long costNanos, long ms, boolean estimated) {}

    /** Asks a model. */
    @FunctionalInterface
    public interface Question<T> {

        /** @param lost is told what it used if its answer broke off, before the failure that says why */
        Bill<T> ask(Consumer<Spent> lost) throws InterruptedException;
    }

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
    public <T> Bill<T> pay(Account account, String purpose, Most most, Question<T> question)
            throws InterruptedException {
        var until = clock.instant().plus(LONGEST).plus(GRACE);
        var book = new Book(account, errand(account, purpose, until));
        book.reserve(most);
        var asking = Asking.begin(most.model(), question, LONGEST);
        Bill<T> bill;
        try {
            bill = asking.answer();
        } catch (AuleException | InterruptedException failure) {
            asking.lost().ifPresentOrElse(it -> book.enter(most.model(), it), () -> book.release(said(failure)));
            throw failure;
        }
        book.enter(most.model(), new Spent(bill.usage(), bill.costNanos(), bill.ms(), false));
        return bill;
    }

    private static String said(Exception failure) {
        return failure instanceof AuleException known ? known.sentence() : STOPPED;
    }

    /**
     * Enters what was used of which nobody has an answer.
     *
     * @param purpose what it was for in one word
     */
    public void enter(Account account, String purpose, String model, Spent lost) {
        var book = new Book(account, errand(account, purpose, clock.instant()));
        book.enter(model, lost);
    }

    /** Frees what is set aside for the step of a run that was stopped before its model had anything to do. */
    public void release(Account account) {
        var run = account.run();
        if (run != null && purse.binds(account)) {
            new Book(account, errand(account, BudgetEvent.CUT_OFF, clock.instant()))
                    .append(new BudgetEvent.Released(run, run.value(), STOPPED));
        }
    }

    private Errand errand(Account account, String purpose, Instant until) {
        return new Errand(ids.next("errand"), purpose, account.owner(), account.persona(), until);
    }

    /** Where one errand is entered. */
    private final class Book {

        private final Account account;
        private final Errand errand;
        private final StreamId stream;
        private final Journal.Origin origin;
        private final boolean bound;

        Book(Account account, Errand errand) {
            this.account = account;
            this.errand = errand;
            this.bound = purse.binds(account);
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
            if (!bound) {
                return;
            }
            var question = new Purse.Question(account, most.model(), most.tokens(), most.costNanos(), errand);
            purse.reserve(question, this::append).ifPresent(refused -> {
                refused.why().ifPresent(this::append);
                throw new AuleException(ErrorCode.BUDGET_EXCEEDED, refused.text());
            });
        }

        void enter(String model, Spent used) {
            append(new BudgetEvent.Used(
                    account.run(), errand, model, used.usage(), used.costNanos(), used.ms(), used.estimated()));
            if (bound) {
                purse.warn(account, this::append);
            }
        }

        void release(String why) {
            if (bound) {
                append(new BudgetEvent.Released(account.run(), errand.id(), why));
            }
        }
    }
}
