package aule.agents.loop;

import aule.kernel.AuleException;
import aule.models.ChatModel;
import aule.models.Loss;
import aule.models.ModelSpec;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A model that tells what a question used whose answer broke off.
 *
 * @param entry is told of each such question; null if somebody stopped one that costs nothing
 */
record Watchful(ChatModel model, Consumer<@Nullable Loss> entry) implements ChatModel {

    @Override
    public ModelSpec spec() {
        return model.spec();
    }

    @Override
    public Reply chat(Request request, Listener listener) throws InterruptedException {
        var lost = new AtomicReference<@Nullable Loss>();
        try {
            return model.chat(request, listener.losing(lost::set));
        } catch (InterruptedException stopped) {
            enter(lost.get(), stopped);
            throw stopped;
        } catch (AuleException failure) {
            if (lost.get() != null) {
                enter(lost.get(), failure);
            }
            throw failure;
        }
    }

    /** Why there is no answer is more than what could not be written down about it. */
    private void enter(@Nullable Loss loss, Exception why) {
        try {
            entry.accept(loss);
        } catch (AuleException unwritten) {
            why.addSuppressed(unwritten);
        }
    }
}
