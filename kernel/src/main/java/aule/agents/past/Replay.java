package aule.agents.past;

import aule.agents.RunStatus;
import java.util.List;

/**
 * What came of playing a run again.
 *
 * @param same whether it made every event again and came to the same state
 * @param events how many events its worker made again
 * @param differences the first 100
 * @param count how many differences there are in all
 * @param status where the replay ended
 * @param recorded where the record ends
 */
public record Replay(
        boolean same,
        Mode mode,
        int events,
        List<Difference> differences,
        int count,
        RunStatus status,
        RunStatus recorded) {

    public Replay {
        differences = List.copyOf(differences);
    }
}
