package aule.models;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/** What a model server had when it was last looked at. Looking happens in the background and not too often. */
final class Sighting {

    /** How a look ended. */
    sealed interface Seen {

        /** Nobody has looked yet, or the first look goes on. */
        record Nothing() implements Seen {}

        record There(List<ModelSpec> models) implements Seen {

            public There {
                models = List.copyOf(models);
            }
        }

        /** @param silent whether nobody was there at all, so that nothing more can be said */
        record Away(String reason, boolean silent) implements Seen {}
    }

    /** Asks the server. */
    @FunctionalInterface
    interface Look {
        List<ModelSpec> models() throws InterruptedException;
    }

    private final Look look;
    private final Duration every;
    private final AtomicReference<CompletableFuture<Seen>> running =
            new AtomicReference<>(CompletableFuture.completedFuture(new Seen.Nothing()));
    private volatile Seen last = new Seen.Nothing();
    private volatile long lookedAt;

    Sighting(Look look, Duration every) {
        this.look = look;
        this.every = every;
    }

    /** What was seen last; starts another look when that was long ago. */
    Seen last() {
        if (last instanceof Seen.Nothing || System.nanoTime() - lookedAt > every.toNanos()) {
            var _ = start();
        }
        return last;
    }

    /** What was seen last, waiting a little if nobody has looked yet. */
    Seen settled(Duration patience) {
        return last() instanceof Seen.Nothing ? await(start(), patience) : last;
    }

    /** What is there now. */
    Seen renewed(Duration patience) {
        return await(start(), patience);
    }

    private CompletableFuture<Seen> start() {
        var current = running.get();
        var fresh = new CompletableFuture<Seen>();
        if (!current.isDone() || !running.compareAndSet(current, fresh)) {
            return running.get();
        }
        Thread.ofVirtual().name("model-sighting").start(() -> finish(fresh));
        return fresh;
    }

    private void finish(CompletableFuture<Seen> fresh) {
        Seen seen = new Seen.Away("The look was interrupted.", false);
        try {
            seen = new Seen.There(look.models());
        } catch (AuleException e) {
            seen = new Seen.Away(e.sentence(), isSilence(e));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            last = seen;
            lookedAt = System.nanoTime();
            fresh.complete(seen);
        }
    }

    /** A connection that failed is the cause of the failure; a server that refuses is none. */
    private static boolean isSilence(AuleException failure) {
        return failure.code() == ErrorCode.UNAVAILABLE && failure.getCause() instanceof AuleException;
    }

    private Seen await(CompletableFuture<Seen> look, Duration patience) {
        try {
            return look.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException _) {
            return last;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return last;
        }
    }
}
