package aule.agents;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Where a run stands in its life. */
public enum RunStatus {
    QUEUED,
    RUNNING,
    WAITING,
    PAUSED,
    RETRYING,
    COMPLETED,
    FAILED,
    CANCELLED;

    /** The whole lifecycle. A running run that starts to run again lost its worker in between. */
    private Set<RunStatus> next() {
        return switch (this) {
            case QUEUED -> Set.of(QUEUED, RUNNING, WAITING, PAUSED, FAILED, CANCELLED);
            case RUNNING -> Set.of(QUEUED, RUNNING, WAITING, PAUSED, RETRYING, COMPLETED, FAILED, CANCELLED);
            case WAITING -> Set.of(QUEUED, RUNNING, WAITING, PAUSED, FAILED, CANCELLED);
            case PAUSED -> Set.of(QUEUED, FAILED, CANCELLED);
            case RETRYING -> Set.of(QUEUED, RUNNING, PAUSED, FAILED, CANCELLED);
            case COMPLETED, FAILED, CANCELLED -> Set.of();
        };
    }

    public boolean ended() {
        return next().isEmpty();
    }

    /** @throws AuleException with {@code ILLEGAL_TRANSITION} if the run has ended */
    void requireAlive() {
        if (ended()) {
            throw new AuleException(
                    ErrorCode.ILLEGAL_TRANSITION,
                    "The run is %s already and nothing about it can change; retry or fork it.".formatted(wire()));
        }
    }

    /** @throws AuleException with {@code ILLEGAL_TRANSITION} unless the lifecycle allows the move */
    RunStatus to(RunStatus wanted) {
        if (!next().contains(wanted)) {
            throw new AuleException(
                    ErrorCode.ILLEGAL_TRANSITION,
                    "A run that is %s cannot become %s; load it again to see where it stands."
                            .formatted(wire(), wanted.wire()));
        }
        return wanted;
    }

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws AuleException with {@code INVALID} if no status has this name */
    @JsonCreator
    public static RunStatus of(String wire) {
        return Stream.of(values())
                .filter(it -> it.wire().equals(wire))
                .findAny()
                .orElseThrow(() -> new AuleException(
                        ErrorCode.INVALID,
                        "'%s' is not the status of a run; say queued, running, waiting, paused, retrying, completed, failed or cancelled."
                                .formatted(wire)));
    }
}
