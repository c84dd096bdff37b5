package aule.egress;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A body on its way: one reader takes piece after piece, and only then is the next one asked for. */
final class Pieces implements BodySubscriber<Pieces> {

    private sealed interface Signal {

        record Data(List<ByteBuffer> buffers) implements Signal {}

        record Broken(Throwable cause) implements Signal {}

        record End() implements Signal {}
    }

    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final CompletableFuture<Subscription> subscription = new CompletableFuture<>();
    private final Patience patience;
    private final Origin origin;
    private final long deadline;
    private long taken;
    private boolean ended;

    Pieces(Patience patience, Origin origin) {
        this.patience = patience;
        this.origin = origin;
        this.deadline = System.nanoTime() + patience.total().toNanos();
    }

    @Override
    public CompletionStage<Pieces> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription.complete(given);
        given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        signals.add(new Signal.Data(buffers));
    }

    @Override
    public void onError(Throwable cause) {
        signals.add(new Signal.Broken(cause));
    }

    @Override
    public void onComplete() {
        signals.add(new Signal.End());
    }

    /** The next piece, or null when the body has ended. */
    @Nullable
    List<ByteBuffer> next() throws InterruptedException {
        if (ended) {
            return null;
        }
        return switch (await()) {
            case Signal.Data(var buffers) -> {
                subscription.join().request(1);
                yield counted(buffers);
            }
            case Signal.Broken(var cause) -> {
                ended = true;
                throw new AuleException(
                        ErrorCode.PROVIDER_ERROR, "%s broke off in the middle of its answer.".formatted(origin), cause);
            }
            case Signal.End() -> {
                ended = true;
                yield null;
            }
        };
    }

    private Signal await() throws InterruptedException {
        var left = Duration.ofNanos(deadline - System.nanoTime());
        var wait = left.compareTo(patience.silence()) < 0 ? left : patience.silence();
        try {
            var signal = signals.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
            if (signal != null) {
                return signal;
            }
        } catch (InterruptedException e) {
            cancel();
            throw e;
        }
        cancel();
        throw new AuleException(ErrorCode.PROVIDER_ERROR, tooSlow(left));
    }

    private String tooSlow(Duration left) {
        if (left.compareTo(patience.silence()) < 0) {
            return "%s did not end its answer within %s.".formatted(origin, Patience.words(patience.total()));
        }
        return "%s fell silent for %s in the middle of its answer."
                .formatted(origin, Patience.words(patience.silence()));
    }

    private List<ByteBuffer> counted(List<ByteBuffer> buffers) {
        for (var buffer : buffers) {
            taken += buffer.remaining();
        }
        if (taken > patience.maxBytes()) {
            cancel();
            throw new AuleException(
                    ErrorCode.PROVIDER_ERROR,
                    "%s sent more than %d bytes; the answer was cut off.".formatted(origin, patience.maxBytes()));
        }
        return buffers;
    }

    /** Closes the connection, or the stream on a shared one. */
    void cancel() {
        ended = true;
        var _ = subscription.thenAccept(Subscription::cancel);
    }
}
