package aule.agents;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a run is busy with, read off its status and its open calls. */
public enum Phase {
    BOOTING,
    THINKING,
    EXECUTING,
    WAITING,
    IDLE,
    ENDED;

    static Phase of(RunStatus status, int step, int openCalls) {
        return switch (status) {
            case QUEUED -> step == 0 ? BOOTING : IDLE;
            case RUNNING, RETRYING -> openCalls > 0 ? EXECUTING : THINKING;
            case WAITING -> WAITING;
            case PAUSED -> IDLE;
            case COMPLETED, FAILED, CANCELLED -> ENDED;
        };
    }

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
