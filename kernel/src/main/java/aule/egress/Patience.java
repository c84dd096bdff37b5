package aule.egress;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.time.Duration;

/**
 * How long to wait for an answer.
 *
 * @param headers until the status line
 * @param first until the first piece that says something; whoever reads the body knows which one that is
 * @param silence between two pieces of the body
 * @param total until the body ends
 * @param maxBytes the longest body taken
 */
public record Patience(Duration headers, Duration first, Duration silence, Duration total, long maxBytes) {

    /** For an ordinary call that answers at once. */
    public static final Patience SHORT =
            new Patience(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(60), 16L << 20);

    public Patience {
        if (!headers.isPositive()
                || !first.isPositive()
                || !silence.isPositive()
                || !total.isPositive()
                || maxBytes < 1) {
            throw new AuleException(ErrorCode.INVALID, "Patience needs positive times and at least one byte.");
        }
    }

    /** The first piece may take as long as the whole. */
    public Patience(Duration headers, Duration silence, Duration total, long maxBytes) {
        this(headers, total, silence, total, maxBytes);
    }

    public static Patience of(Duration each) {
        return new Patience(each, each, each, 16L << 20);
    }

    /** A time as a person reads it. */
    public static String words(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " seconds" : time.toMillis() + " milliseconds";
    }
}
