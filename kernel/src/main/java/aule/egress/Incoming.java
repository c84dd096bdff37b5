package aule.egress;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An answer: its status and headers, and a body that is read while it comes. Belongs to one thread. */
public final class Incoming implements AutoCloseable {

    private static final int LONGEST_LINE = 4 << 20;

    private final Origin origin;
    private final int status;
    private final HttpHeaders headers;
    private final Pieces pieces;
    private final Deque<ByteBuffer> buffers = new ArrayDeque<>();

    Incoming(Origin origin, int status, HttpHeaders headers, Pieces pieces) {
        this.origin = origin;
        this.status = status;
        this.headers = headers;
        this.pieces = pieces;
    }

    public Origin origin() {
        return origin;
    }

    public int status() {
        return status;
    }

    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** What {@code Retry-After} asks for in seconds; its date form is left to the caller's own patience. */
    public Optional<Duration> retryAfter() {
        return header("Retry-After")
                .filter(it -> it.strip().matches("\\d{1,6}"))
                .map(it -> Duration.ofSeconds(Long.parseLong(it.strip())));
    }

    /**
     * The next line without its end, decoded as UTF-8 once it is whole; null after the last.
     *
     * @throws AuleException with {@code PROVIDER_ERROR} if the body breaks off, falls silent or never ends, or the line
     *     does not
     */
    public @Nullable String line() throws InterruptedException {
        var line = new ByteArrayOutputStream();
        while (filled()) {
            var buffer = buffers.element();
            while (buffer.hasRemaining()) {
                var next = buffer.get();
                if (next == '\n') {
                    return text(line);
                }
                line.write(next);
            }
            if (line.size() > LONGEST_LINE) {
                close();
                throw new AuleException(
                        ErrorCode.PROVIDER_ERROR,
                        "%s sent a line of more than %d bytes; the answer was cut off."
                                .formatted(origin, LONGEST_LINE));
            }
        }
        return line.size() == 0 ? null : text(line);
    }

    /** What is left of the body as text. */
    public String text() throws InterruptedException {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    /** What is left of the body as text, and no more of it than so many bytes. */
    public String text(int most) throws InterruptedException {
        return new String(bytes(most), StandardCharsets.UTF_8);
    }

    /** What is left of the body. */
    public byte[] bytes() throws InterruptedException {
        return bytes(Integer.MAX_VALUE);
    }

    private byte[] bytes(int most) throws InterruptedException {
        var all = new ByteArrayOutputStream();
        while (all.size() < most && filled()) {
            var buffer = buffers.element();
            var piece = new byte[Math.min(buffer.remaining(), most - all.size())];
            buffer.get(piece);
            all.writeBytes(piece);
        }
        return all.toByteArray();
    }

    private boolean filled() throws InterruptedException {
        while (buffers.isEmpty() || !buffers.element().hasRemaining()) {
            buffers.poll();
            if (buffers.isEmpty()) {
                var more = pieces.next();
                if (more == null) {
                    return false;
                }
                buffers.addAll(more);
            }
        }
        return true;
    }

    private static String text(ByteArrayOutputStream line) {
        var text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /** Lets go of the connection, whether or not the body has ended. */
    @Override
    public void close() {
        pieces.cancel();
    }
}
