package aule.journal;

import aule.kernel.StreamId;
import aule.kernel.Transient;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * What is being shown of all streams. Bounded: where too much is shown, the stream that began first is forgotten; the
 * durable events that end its pieces hold everything. Guarded by its owner's lock.
 */
final class Stage {

    private static final long CHARACTERS = 32L << 20;

    private final LinkedHashMap<StreamId, Shown> streams = new LinkedHashMap<>();
    private long size;

    Shown add(Transient piece) {
        var shown = streams.computeIfAbsent(piece.stream(), _ -> new Shown(piece.stream()));
        size += shown.add(piece);
        while (size > CHARACTERS && streams.size() > 1) {
            drop(streams.firstEntry().getKey());
        }
        return shown;
    }

    /** Forgets one source; true when there was something. */
    boolean drop(StreamId stream, String source) {
        var shown = streams.get(stream);
        if (shown == null) {
            return false;
        }
        size -= shown.drop(source);
        return !shown.isEmpty() || streams.remove(stream, shown);
    }

    void drop(StreamId stream) {
        var shown = streams.remove(stream);
        if (shown != null) {
            size -= shown.clear();
        }
    }

    List<Transient> soFar(Filter filter) {
        return streams.values().stream()
                .filter(shown -> shown.org().filter(filter::of).isPresent())
                .flatMap(shown -> shown.soFar().stream())
                .filter(piece -> filter.wants(piece.stream(), piece.kind().wire()))
                .toList();
    }
}
