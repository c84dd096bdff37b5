package aule.web.search;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;

/** What a status other than success means. */
final class Refusal {

    private Refusal() {}

    static AuleException of(String engine, int status) {
        if (status == 429) {
            return new AuleException(ErrorCode.RATE_LIMITED, "%s was asked too often (429).".formatted(engine));
        }
        return status >= 500
                ? new AuleException(ErrorCode.UNAVAILABLE, "%s is out of order (%d).".formatted(engine, status))
                : new AuleException(ErrorCode.PROVIDER_ERROR, "%s answered %d.".formatted(engine, status));
    }
}
