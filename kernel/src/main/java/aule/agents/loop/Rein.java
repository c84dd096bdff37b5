package aule.agents.loop;

import aule.kernel.AuleException;
import aule.models.ChatModel;
import aule.models.ModelSpec;
import java.util.function.Consumer;

/** The hold on one worker: while it is pulled its model is not asked. */
final class Rein implements AutoCloseable {

    private final Thread worker = Thread.currentThread();
    private final long epoch;
    private final Consumer<Rein> done;
    private boolean asking;
    private boolean pulled;
    private boolean lost;
    private boolean over;

    /** @param epoch the lease under which the worker writes */
    Rein(long epoch, Consumer<Rein> done) {
        this.epoch = epoch;
        this.done = done;
    }

    /** Interrupts whatever the worker does if a newer lease than its own was taken: nothing of it counts any more. */
    synchronized void yieldTo(long lease) {
        if (lease > epoch && !over) {
            lost = true;
            worker.interrupt();
        }
    }

    synchronized boolean lost() {
        return lost;
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

    /** Leaves no interrupt behind that is its own. */
    @Override
    public void close() {
        done.accept(this);
        end();
    }

    private synchronized void end() {
        over = true;
        if (lost) {
            Thread.interrupted();
        }
    }
}
