package aule.budget;

import aule.budget.Cashier.Bill;
import aule.budget.Cashier.Question;
import aule.budget.Cashier.Spent;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One question under way, in a thread of its own. */
final class Asking<T> {

    /** What a model needs at most to say what it used when it is cut off. */
    private static final Duration LETTING_GO = Duration.ofSeconds(5);

    private final String model;
    private final Duration longest;
    private final AtomicReference<@Nullable Spent> lost = new AtomicReference<>();
    private final FutureTask<Bill<T>> task;
    private final Thread thread;

    private Asking(String model, Question<T> question, Duration longest) {
        this.model = model;
        this.longest = longest;
        this.task = new FutureTask<>(() -> question.ask(lost::set));
        this.thread = Thread.ofVirtual().name("errand").unstarted(task);
    }

    static <T> Asking<T> begin(String model, Question<T> question, Duration longest) {
        var asking = new Asking<>(model, question, longest);
        asking.thread.start();
        return asking;
    }

    /** @throws AuleException with {@code TIME_LIMIT} if it takes too long, or whatever the question met */
    Bill<T> answer() throws InterruptedException {
        try {
            return task.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new AuleException(
                    ErrorCode.TIME_LIMIT,
                    "%s did not answer within %d minutes.".formatted(model, longest.toMinutes()),
                    late);
        } catch (ExecutionException failed) {
            throw known(failed);
        } finally {
            task.cancel(true);
        }
    }

    /** A model that breaks by a defect of its own fails this one answer and nothing else. */
    private AuleException known(ExecutionException failed) {
        return failed.getCause() instanceof AuleException failure
                ? failure
                : new AuleException(
                        ErrorCode.PROVIDER_ERROR,
                        "%s broke while it answered; try another model.".formatted(model),
                        failed);
    }

    /** What it used though there is no answer; whoever asks waits until the question has let go. */
    Optional<Spent> lost() {
        var stopped = Thread.interrupted();
        try {
            thread.join(LETTING_GO);
        } catch (InterruptedException again) {
            stopped = true;
        }
        if (stopped) {
            Thread.currentThread().interrupt();
        }
        return Optional.ofNullable(lost.get());
    }
}
