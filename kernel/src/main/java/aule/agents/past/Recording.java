package aule.agents.past;

import aule.agents.loop.Surroundings;
import aule.kernel.Envelope;
import aule.kernel.RunId;
import aule.models.ModelSpec;
import java.util.List;
import java.util.function.Function;

/**
 * All that is needed to play a run again.
 *
 * @param events its whole stream
 * @param models what a model of the record could do, by its id
 */
public record Recording(
        RunId run, List<Envelope> events, Surroundings surroundings, Function<String, ModelSpec> models) {

    public Recording {
        events = List.copyOf(events);
    }
}
