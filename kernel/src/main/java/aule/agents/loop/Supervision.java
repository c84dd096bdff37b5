package aule.agents.loop;

import aule.agents.Persona;
import aule.agents.RunState;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.time.Duration;
import java.util.Optional;

/** Whether an agent that has failed for good is restarted, as its persona says. */
public final class Supervision {

    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int DOUBLINGS = 40;

    private final Surroundings surroundings;

    public Supervision(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The pause before it is restarted once more; empty if it is not. */
    Optional<Duration> pause(RunState run, int restarts) {
        var policy = policy(run);
        if (restarts >= policy.most()) {
            return Optional.empty();
        }
        var longest = LONGEST.toMillis();
        var pause = restarts > DOUBLINGS ? longest : Math.min(longest, policy.pauseMs() << restarts);
        return Optional.of(Duration.ofMillis(pause));
    }

    /** Nobody looks after the agents of a persona that is gone. */
    private Persona.Restarts policy(RunState run) {
        try {
            return surroundings.persona(run).traits().restarts();
        } catch (AuleException gone) {
            if (gone.code() != ErrorCode.NOT_FOUND) {
                throw gone;
            }
            return Persona.Restarts.NONE;
        }
    }
}
