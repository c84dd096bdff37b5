package aule.tools;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one call on a thread of its own, until it ends, its deadline comes, or whoever waits is interrupted. */
final class Execution {

    private static final Logger LOG = LoggerFactory.getLogger(Execution.class);

    /** How long a stopped call may take to let go. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private Execution() {}

    /** @throws InterruptedException after the call was stopped because the waiting thread was interrupted */
    static Tool.Result run(Tool tool, Tool.Call call) throws InterruptedException {
        var spec = tool.spec();
        var task = new FutureTask<>(() -> permitted(spec, tool.call(call)));
        var thread = Thread.ofVirtual().name("tool-" + spec.name()).start(task);
        try {
            return task.get(spec.deadline().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            task.cancel(true);
            thread.join(GRACE);
            return Tool.Result.failure(
                    ErrorCode.TIME_LIMIT.wire(),
                    "%s did not end within %d seconds and was stopped."
                            .formatted(spec.name(), spec.deadline().toSeconds()));
        } catch (ExecutionException e) {
            return failure(spec, e.getCause());
        } catch (InterruptedException e) {
            task.cancel(true);
            thread.join(GRACE);
            throw e;
        }
    }

    /** A call that is executed again and again must do no harm. */
    private static Tool.Result permitted(Tool.Spec spec, Tool.Result result) {
        if (result instanceof Tool.Result.Pending && !spec.idempotent()) {
            throw new IllegalStateException("The tool %s waits and is not idempotent.".formatted(spec.name()));
        }
        return result;
    }

    private static Tool.Result failure(Tool.Spec spec, @Nullable Throwable cause) {
        if (cause instanceof AuleException known) {
            var wait = known.retryAfter().orElse((Duration) null);
            return new Tool.Result.Failure(known.code().wire(), known.sentence(), List.of(), null, false, wait);
        }
        if (cause instanceof InterruptedException) {
            return Tool.Result.failure("%s was stopped before it ended.".formatted(spec.name()));
        }
        LOG.error("The tool {} failed by a defect of its own.", spec.name(), cause);
        return Tool.Result.failure(
                ErrorCode.INTERNAL.wire(), "%s failed by a defect of its own; try another way.".formatted(spec.name()));
    }
}
