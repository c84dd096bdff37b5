package aule.kernel;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one exception the operating system throws on purpose: a code to act on and a sentence to read. */
public final class AuleException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** One thing wrong with the input: a JSON Pointer (RFC 6901) to the place and a sentence. */
    public record Fault(String pointer, String message) {}

    private final ErrorCode code;
    private final transient List<Fault> faults;
    private final boolean passes;
    private final @Nullable Duration retryAfter;

    public AuleException(ErrorCode code, String message) {
        this(code, message, List.of());
    }

    public AuleException(ErrorCode code, String message, List<Fault> faults) {
        super(message);
        this.code = code;
        this.faults = List.copyOf(faults);
        this.passes = code.retry() == ErrorCode.Retry.WITH_BACKOFF;
        this.retryAfter = null;
    }

    public AuleException(ErrorCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.faults = List.of();
        this.passes = code.retry() == ErrorCode.Retry.WITH_BACKOFF;
        this.retryAfter = null;
    }

    private AuleException(AuleException same, boolean passes, @Nullable Duration retryAfter) {
        super(same.getMessage(), same);
        this.code = same.code;
        this.faults = same.faults;
        this.passes = passes;
        this.retryAfter = retryAfter;
    }

    public static AuleException notFound(String what, Object id) {
        return new AuleException(ErrorCode.NOT_FOUND, "There is no %s '%s'.".formatted(what, id));
    }

    /** The same failure, known not to go away by itself whatever its code says. */
    public AuleException lasting() {
        return new AuleException(this, false, null);
    }

    /** The same failure, from somebody who said how long to wait. */
    public AuleException after(Duration wait) {
        return new AuleException(this, passes, wait);
    }

    public ErrorCode code() {
        return code;
    }

    public List<Fault> faults() {
        return faults;
    }

    /** Whether the same may succeed later without anybody doing anything. */
    public boolean passes() {
        return passes;
    }

    /** How long whoever refused asked to wait. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** The sentence, never null. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
