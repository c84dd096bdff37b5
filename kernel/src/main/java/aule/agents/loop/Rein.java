package aule.agents.loop;

import aule.kernel.AuleException;
import aule.models.ChatModel;
import aule.models.ModelSpec;
import java.util.function.Consumer;

/** The hold on one worker: while it is pulled its model is not asked. */
final class Rein implements AutoCloseable {

    private final Thread worker = Thread.currentThread();
    private final Consumer<Rein> done;
    private boolean asking;
    private boolean pulled;

    Rein(Consumer<Rein> done) {
        this.done = done;
    }

    synchronized void pull() {
        pulled = true;
        if (asking) {
            worker.interrupt();
        }
    }

    /** Lets the worker ask again, who reads its journal right after this. */
    synchronized void loosen() {
        pulled = false;
    }

    synchronized boolean pulled() {
        return pulled;
    }

    /** The same model under this hold. */
    ChatModel on(ChatModel model) {
        return new ChatModel() {
            @Override
            public ModelSpec spec() {
                return model.spec();
            }

            @Override
            public Reply chat(Request request, Listener listener) throws InterruptedException {
                return ask(model, request, listener);
            }
        };
    }

    private ChatModel.Reply ask(ChatModel model, ChatModel.Request request, ChatModel.Listener listener)
            throws InterruptedException {
        enter();
        try {
            return model.chat(request, listener);
        } catch (AuleException failure) {
            if (pulled()) {
                throw cutOff();
            }
            throw failure;
        } finally {
            leave();
        }
    }

    private synchronized void enter() throws InterruptedException {
        if (pulled) {
            throw cutOff();
        }
        asking = true;
    }

    /** Leaves no interrupt behind that is its own. */
    private synchronized void leave() {
        asking = false;
        if (pulled) {
            Thread.interrupted();
        }
    }

    private static InterruptedException cutOff() {
        return new InterruptedException("Somebody stopped the run before its model answered");
    }

    @Override
    public void close() {
        done.accept(this);
    }
}
