package aule.kernel;

import java.util.List;

/** The one exception the operating system throws on purpose: a code to act on and a sentence to read. */
public final class AuleException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** One thing wrong with the input: a JSON Pointer (RFC 6901) to the place and a sentence. */
    public record Fault(String pointer, String message) {}

    private final ErrorCode code;
    private final transient List<Fault> faults;

    public AuleException(ErrorCode code, String message) {
        this(code, message, List.of());
    }

    public AuleException(ErrorCode code, String message, List<Fault> faults) {
        super(message);
        this.code = code;
        this.faults = List.copyOf(faults);
    }

    public AuleException(ErrorCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.faults = List.of();
    }

    public static AuleException notFound(String what, Object id) {
        return new AuleException(ErrorCode.NOT_FOUND, "There is no %s '%s'.".formatted(what, id));
    }

    public ErrorCode code() {
        return code;
    }

    public List<Fault> faults() {
        return faults;
    }

    /** The sentence, never null. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
