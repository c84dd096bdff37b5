package aule.egress;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** An answer: its status and headers, and a body that is read while it comes. Belongs to one thread. */
public final class Incoming implements AutoCloseable {

    private static final int LONGEST_LINE = 4 << 20;
    private static final int AT_ONCE = 8 << 10;

    private final Origin origin;
    private final int status;
    private final Headers headers;
    private final Pieces pieces;
    private final byte[] buffer = new byte[AT_ONCE];
    private int from;
    private int to;

    Incoming(Origin origin, int status, Headers headers, Pieces pieces) {
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
        return Optional.ofNullable(headers.get(name));
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
            var end = newline();
            line.write(buffer, from, end - from);
            from = Math.min(end + 1, to);
            if (end < to) {
                return text(line);
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

    /** What is left of the body, and no more of it than so many bytes. */
    public byte[] bytes(int most) throws InterruptedException {
        var all = new ByteArrayOutputStream();
        while (all.size() < most && filled()) {
            var count = Math.min(to - from, most - all.size());
            all.write(buffer, from, count);
            from += count;
        }
        return all.toByteArray();
    }

    /** Where the line ends in the buffer, or where the buffer does. */
    private int newline() {
        var at = from;
        while (at < to && buffer[at] != '\n') {
            at++;
        }
        return at;
    }

    private boolean filled() throws InterruptedException {
        while (from == to) {
            from = 0;
            to = Math.max(0, pieces.read(buffer));
            if (to == 0) {
                return false;
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
