package aule.agents.parcel;

import aule.kernel.Envelope;
import aule.kernel.RunId;
import aule.kernel.Sha256;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A run that was packed to be taken elsewhere, with those that it started.
 *
 * @param runs by their ids in the home that they come from
 * @param outputs the whole of what their models were shown a part of, as far as it came along
 */
public record Parcel(Manifest manifest, Map<RunId, Packed> runs, Map<Sha256, byte[]> outputs) {

    static final String MANIFEST = "manifest.json";

    private static final String OUTPUTS = "outputs/";

    /** One run as it was recorded, word for word. */
    public record Packed(List<Envelope> events, Context context) {

        public Packed {
            events = List.copyOf(events);
        }
    }

    public Parcel {
        runs = Map.copyOf(runs);
        outputs = Map.copyOf(outputs);
    }

    static String events(RunId run) {
        return "runs/%s/events.jsonl".formatted(run);
    }

    static String context(RunId run) {
        return "runs/%s/context.json".formatted(run);
    }

    static String output(Sha256 content) {
        return OUTPUTS + content.hex();
    }

    static boolean isOutput(String path) {
        return path.startsWith(OUTPUTS);
    }

    /** The run that it is about. */
    public Packed root() {
        return of(manifest.root());
    }

    public Packed of(RunId run) {
        return Objects.requireNonNull(runs.get(run));
    }
}
