package aule.models.wire;

import aule.egress.Egress;
import aule.egress.Incoming;
import aule.egress.Outgoing;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One try to get an answer to begin. Closes what came unless it is kept. */
final class Attempt implements AutoCloseable {

    private @Nullable Incoming answer;
    private @Nullable AuleException unreachable;
    private String body = "";
    private int status;
    private boolean passing = true;

    Attempt(Egress egress, Outgoing request) throws InterruptedException {
        try {
            answer = egress.send(request);
            status = answer.status();
        } catch (AuleException e) {
            if (e.code() != ErrorCode.UNAVAILABLE) {
                throw e;
            }
            unreachable = e;
        }
    }

    boolean succeeded() {
        return status / 100 == 2;
    }

    Incoming keep() {
        var kept = answer;
        answer = null;
        if (kept == null) {
            throw new AuleException(ErrorCode.INTERNAL, "An attempt that got no answer was kept.");
        }
        return kept;
    }

    AuleException problem(String who, Server server) throws InterruptedException {
        if (unreachable != null) {
            return new AuleException(
                    ErrorCode.UNAVAILABLE, "%s: %s".formatted(who, unreachable.sentence()), unreachable);
        }
        if (answer == null) {
            return new AuleException(ErrorCode.INTERNAL, "%s: an answer was read twice.".formatted(who));
        }
        body = answer.text();
        passing = server.passing(status, body);
        return server.refusal(who, status, body);
    }

    boolean passing() {
        return passing;
    }

    Optional<Duration> retryAfter() {
        return answer == null ? Optional.empty() : answer.retryAfter();
    }

    @Override
    public void close() {
        if (answer != null) {
            answer.close();
        }
    }
}
