package aule.models.minilm;

import ai.onnxruntime.OrtException;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Keeps the model in memory from its first use until it has not been used for five minutes. */
final class Lodging implements AutoCloseable {

    static final Duration IDLE = Duration.ofMinutes(5);

    /** Brings the model into memory. */
    @FunctionalInterface
    interface Loader {
        Encoder load() throws OrtException;
    }

    /** What somebody does with the model. */
    @FunctionalInterface
    interface Use<T> {
        T of(Encoder encoder) throws OrtException;
    }

    /** Waits; stops waiting when the thread is interrupted. */
    @FunctionalInterface
    interface Pause {
        void take(Duration time) throws InterruptedException;
    }

    private final Loader loader;
    private final InstantSource clock;
    private final Pause pause;
    private @Nullable Encoder encoder;
    private @Nullable Thread watch;
    private Instant used = Instant.EPOCH;
    private int users;
    private boolean closed;

    Lodging(Loader loader, InstantSource clock, Pause pause) {
        this.loader = loader;
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * Loads the model if it is not there.
     *
     * @throws AuleException with {@code UNAVAILABLE} if this machine cannot run it or the kernel stops, and with
     *     {@code PROVIDER_ERROR} if it fails
     */
    <T> T use(Use<T> use) {
        var lent = take();
        try {
            return use.of(lent);
        } catch (OrtException e) {
            throw new AuleException(
                    ErrorCode.PROVIDER_ERROR,
                    "%s failed (%s); ask again, or another model.".formatted(MiniLm.ID, e.getMessage()),
                    e);
        } finally {
            giveBack();
        }
    }

    private synchronized Encoder take() {
        if (closed) {
            throw new AuleException(ErrorCode.UNAVAILABLE, "%s: the kernel stops.".formatted(MiniLm.ID));
        }
        var there = encoder;
        if (there == null) {
            there = load();
            encoder = there;
            watch = Thread.ofVirtual().name("minilm-idle").start(this::watch);
        }
        users++;
        return there;
    }

    private Encoder load() {
        try {
            return loader.load();
        } catch (OrtException | LinkageError e) {
            throw new AuleException(
                            ErrorCode.UNAVAILABLE,
                            "%s does not run on this machine (%s); give the role 'embedding' another model under Settings → Models."
                                    .formatted(MiniLm.ID, e.getMessage()),
                            e)
                    .lasting();
        }
    }

    private synchronized void giveBack() {
        users--;
        used = clock.instant();
        if (closed && users == 0) {
            letGo();
        }
    }

    private void watch() {
        try {
            for (var left = left(); left.isPositive(); left = left()) {
                pause.take(left);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /** How long the model may still rest in memory; it is let go of when that is over. */
    private synchronized Duration left() {
        if (users > 0) {
            return IDLE;
        }
        var left = Duration.between(clock.instant(), used.plus(IDLE));
        if (!left.isPositive()) {
            letGo();
        }
        return left;
    }

    private void letGo() {
        var there = encoder;
        encoder = null;
        if (there != null) {
            close(there);
        }
    }

    private static void close(Encoder encoder) {
        try {
            encoder.close();
        } catch (OrtException e) {
            throw new IllegalStateException("%s could not be let go of.".formatted(MiniLm.ID), e);
        }
    }

    synchronized boolean isLoaded() {
        return encoder != null;
    }

    /** Lets go of the model, or has the last who uses it do so. */
    @Override
    public synchronized void close() {
        closed = true;
        if (watch != null) {
            watch.interrupt();
        }
        if (users == 0) {
            letGo();
        }
    }
}
