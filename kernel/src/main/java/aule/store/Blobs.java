package aule.store;

import aule.kernel.Sha256;
import java.io.InputStream;
import java.time.Instant;
import java.util.function.Predicate;

/**
 * Content by its hash: what is put is durable when the call returns, is kept once however often it is put, and is
 * never changed. A blob whose bytes are no longer what its name says is refused with {@code INTERNAL}.
 */
public interface Blobs {

    /** The most that {@link #read} returns, in bytes. */
    int LARGEST = 16 << 20;

    /** @throws aule.kernel.AuleException with {@code UNAVAILABLE} if it cannot be kept; then nothing of it is */
    Sha256 put(byte[] content);

    /**
     * The same for content of any length, which is never in memory as a whole; the stream is not closed. What is there
     * already counts as put just now.
     */
    Sha256 put(InputStream content);

    /**
     * The whole of a small blob, verified.
     *
     * @throws aule.kernel.AuleException with {@code NOT_FOUND} if there is none, {@code TOO_LARGE} above
     *     {@link #LARGEST}
     */
    byte[] read(Sha256 hash);

    /**
     * A blob from its beginning, to be closed. The read that would reach the end fails with an
     * {@link java.io.IOException} instead if the bytes were not what the hash says.
     */
    InputStream open(Sha256 hash);

    /** A blob from an offset on, to be closed; a part proves nothing, so it is not verified. */
    InputStream open(Sha256 hash, long offset);

    /** Reads the whole blob to see that it is what its name says. */
    void verify(Sha256 hash);

    /** In bytes. */
    long size(Sha256 hash);

    boolean exists(Sha256 hash);

    /**
     * Removes what nobody needs any more and what was not put since then; returns how many bytes that freed. For
     * blobs that one room has to itself.
     */
    long sweep(Predicate<Sha256> needed, Instant unusedSince);
}
