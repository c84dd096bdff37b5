package aule.agents.parcel;

import aule.kernel.Envelope;
import aule.kernel.RunEvent;
import aule.kernel.Sha256;
import aule.kernel.WholeOutput;
import aule.store.Blobs;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The whole outputs of runs that are being packed, each once, the first ones as long as there is room. */
final class WholeOutputs {

    private static final long LARGEST = 24L << 20;
    private static final int MOST = 1_000;

    private final Blobs blobs;
    private final Map<Sha256, Long> wanted = new LinkedHashMap<>();
    private long bytes;

    WholeOutputs(Blobs blobs) {
        this.blobs = blobs;
    }

    /** The outputs that the events of a run name. */
    static Stream<WholeOutput> named(List<Envelope> history) {
        return history.stream()
                .flatMap(event -> switch (event.body()) {
                    case RunEvent.Inherited past -> past.events().stream();
                    case RunEvent.ToolAnswered answer -> Stream.of(answer);
                    default -> Stream.empty();
                })
                .filter(RunEvent.ToolAnswered.class::isInstance)
                .map(it -> ((RunEvent.ToolAnswered) it).whole())
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull);
    }

    void add(List<Envelope> history) {
        named(history).map(WholeOutput::sha256).distinct().forEach(this::add);
    }

    private void add(Sha256 content) {
        if (wanted.containsKey(content) || wanted.size() == MOST || !blobs.exists(content)) {
            return;
        }
        var size = blobs.size(content);
        if (bytes + size <= LARGEST) {
            wanted.put(content, size);
            bytes += size;
        }
    }

    void write(ParcelWriter writer) throws IOException {
        for (var content : wanted.keySet()) {
            writer.part(Parcel.output(content), out -> {
                try (var in = blobs.open(content)) {
                    in.transferTo(out);
                }
            });
        }
    }
}
