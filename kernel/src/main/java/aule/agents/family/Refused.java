package aule.agents.family;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.tools.Tool;

/** Turns what the agent did wrong into an answer that it can correct; anything else stays a failure of the call. */
final class Refused {

    private Refused() {}

    static Tool.Result of(AuleException refused) {
        if (refused.code().retry() == ErrorCode.Retry.WITH_BACKOFF || refused.code() == ErrorCode.STALE_LEASE) {
            throw refused;
        }
        return Tool.Result.failure(refused.code().wire(), refused.sentence());
    }
}
