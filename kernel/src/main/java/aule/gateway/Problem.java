package aule.gateway;

import aule.kernel.AuleException;
import aule.kernel.AuleException.Fault;
import aule.kernel.ErrorCode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A failure as the outside sees it (RFC 9457), and the only place where one becomes an HTTP status.
 *
 * @param error repeats {@code detail} for clients that know only this name
 */
record Problem(
        String type,
        String title,
        int status,
        String detail,
        ErrorCode code,
        ErrorCode.Retry retry,
        String requestId,
        @Nullable List<Fault> errors,
        String error) {

    static final String CONTENT_TYPE = "application/problem+json";

    static Problem of(AuleException failure, String requestId) {
        var faults = failure.faults();
        return of(failure.code(), failure.code().status(), failure.sentence(), requestId)
                .with(faults.isEmpty() ? null : faults);
    }

    /** A bug: what went wrong stays in the log, under the request's id. */
    static Problem bug(String requestId) {
        return of(
                ErrorCode.INTERNAL,
                500,
                "Something broke inside the kernel; its log tells what under %s.".formatted(requestId),
                requestId);
    }

    /** A failure of HTTP itself, which has more statuses than we have codes. */
    static Problem http(int status, String detail, String requestId) {
        return of(code(status), status, detail, requestId);
    }

    private static Problem of(ErrorCode code, int status, String detail, String requestId) {
        return new Problem(
                "urn:aule:problem:" + code.wire(),
                title(code),
                status,
                detail,
                code,
                code.retry(),
                requestId,
                null,
                detail);
    }

    private Problem with(@Nullable List<Fault> faults) {
        return new Problem(type, title, status, detail, code, retry, requestId, faults, error);
    }

    private static ErrorCode code(int status) {
        return switch (status) {
            case 401 -> ErrorCode.UNAUTHENTICATED;
            case 403 -> ErrorCode.FORBIDDEN;
            case 404 -> ErrorCode.NOT_FOUND;
            case 413 -> ErrorCode.TOO_LARGE;
            case 429 -> ErrorCode.RATE_LIMITED;
            case 503 -> ErrorCode.UNAVAILABLE;
            default -> status < 500 ? ErrorCode.INVALID : ErrorCode.INTERNAL;
        };
    }

    private static String title(ErrorCode code) {
        var words = code.wire().replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
