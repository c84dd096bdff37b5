package aule.agents.loop.context;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.models.ChatModel;
import aule.models.ModelSpec;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A model that is not waited for longer than a time, even if it does not hear that it shall stop. */
record Timed(ChatModel model, Duration patience) implements ChatModel {

    @Override
    public ModelSpec spec() {
        return model.spec();
    }

    /** @throws AuleException with {@code TIME_LIMIT} when the time is up, or whatever the model met */
    @Override
    public Reply chat(Request request, Listener listener) throws InterruptedException {
        var task = new FutureTask<>(() -> model.chat(request, listener));
        Thread.ofVirtual().name("summary").start(task);
        try {
            return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new AuleException(
                    ErrorCode.TIME_LIMIT,
                    "%s did not answer within %,d ms.".formatted(model.spec().id(), patience.toMillis()),
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
                        "%s broke while it answered (%s)."
                                .formatted(model.spec().id(), Words.clip(String.valueOf(failed.getMessage()), 120)),
                        failed);
    }
}
