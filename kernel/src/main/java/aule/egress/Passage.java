package aule.egress;

import java.time.Duration;
import java.time.Instant;

/**
 * A request that ended, or that was turned back.
 *
 * @param reason why it was turned back or failed, as a sentence; empty if it went through
 * @param up bytes that left
 * @param down bytes that came
 */
public record Passage(Target target, Verdict verdict, String reason, long up, long down, Instant began, Duration took) {

    /** What became of a request. */
    public enum Verdict {
        ALLOWED,
        DENIED,
        FAILED
    }
}
