package aule.kernel;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Why something failed, in a closed list that clients switch on. On the wire the name is lower snake case. */
public enum ErrorCode {
    INVALID(400, Retry.NEVER),
    UNAUTHENTICATED(401, Retry.NEVER),
    BUDGET_EXCEEDED(402, Retry.NEVER),
    FORBIDDEN(403, Retry.NEVER),
    POLICY_DENIED(403, Retry.NEVER),
    PATH_DENIED(403, Retry.NEVER),
    TOOL_NOT_ALLOWED(403, Retry.NEVER),
    EGRESS_DENIED(403, Retry.NEVER),
    ISOLATION_TOO_WEAK(403, Retry.NEVER),
    NOT_FOUND(404, Retry.NEVER),
    CONFLICT(409, Retry.AFTER_RELOAD),
    BUILTIN(409, Retry.NEVER),
    ILLEGAL_TRANSITION(409, Retry.AFTER_RELOAD),
    STALE_REVISION(409, Retry.AFTER_RELOAD),
    STALE_LEASE(409, Retry.NEVER),
    QUOTA_EXCEEDED(403, Retry.NEVER),
    TOO_LARGE(413, Retry.NEVER),
    TOOL_FAILED(422, Retry.NEVER),
    PLAN_INVALID(422, Retry.NEVER),
    RATE_LIMITED(429, Retry.WITH_BACKOFF),
    CONFIRMATION_QUEUE_FULL(429, Retry.WITH_BACKOFF),
    STEP_LIMIT(422, Retry.NEVER),
    TIME_LIMIT(422, Retry.NEVER),
    TOKEN_LIMIT(422, Retry.NEVER),
    OUTPUT_LIMIT(422, Retry.NEVER),
    PROCESS_LIMIT(422, Retry.NEVER),
    DISK_LIMIT(422, Retry.NEVER),
    LOOP_DETECTED(422, Retry.NEVER),
    REPEATED_FAILURE(422, Retry.NEVER),
    OUTCOME_UNKNOWN(409, Retry.NEVER),
    INTERNAL(500, Retry.NEVER),
    PROVIDER_ERROR(502, Retry.WITH_BACKOFF),
    UNAVAILABLE(503, Retry.WITH_BACKOFF),
    CIRCUIT_OPEN(503, Retry.WITH_BACKOFF);

    /** What a caller may do about it. */
    public enum Retry {
        NEVER,
        AFTER_RELOAD,
        WITH_BACKOFF;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final int status;
    private final Retry retry;

    ErrorCode(int status, Retry retry) {
        this.status = status;
        this.retry = retry;
    }

    /** The HTTP status (RFC 9110) that goes with the code. */
    public int status() {
        return status;
    }

    public Retry retry() {
        return retry;
    }

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The code of a wire name. */
    public static Optional<ErrorCode> named(String wire) {
        return Stream.of(values()).filter(it -> it.wire().equals(wire)).findAny();
    }
}
