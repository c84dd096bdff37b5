package aule.journal;

import aule.kernel.OrgId;
import aule.kernel.StreamId;
import aule.kernel.Transient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** What is being shown of one stream: the last part of each of its newest sources. Guarded by its owner's lock. */
final class Shown {

    /** Pieces of one source are merged to at most one in this time. */
    static final Duration PACE = Duration.ofMillis(100);

    private static final int SOURCES = 64;

    private record Key(String source, Transient.Kind kind) {}

    private final StreamId stream;
    private final LinkedHashMap<Key, Text> texts = new LinkedHashMap<>();
    private Optional<OrgId> org = Optional.empty();
    private boolean flowing;

    Shown(StreamId stream) {
        this.stream = stream;
    }

    /** Returns by how many characters this grew, or shrank. */
    long add(Transient piece) {
        var grown = texts.computeIfAbsent(new Key(piece.source(), piece.kind()), _ -> new Text(piece.offset()))
                .add(piece.offset(), piece.text());
        return texts.size() <= SOURCES
                ? grown
                : grown - texts.pollFirstEntry().getValue().length();
    }

    /** Returns by how many characters this shrank. */
    long drop(String source) {
        var gone = texts.entrySet().stream()
                .filter(it -> it.getKey().source().equals(source))
                .mapToLong(it -> it.getValue().length())
                .sum();
        texts.keySet().removeIf(it -> it.source().equals(source));
        return gone;
    }

    long clear() {
        var gone = texts.values().stream().mapToLong(Text::length).sum();
        texts.clear();
        return gone;
    }

    boolean isEmpty() {
        return texts.isEmpty();
    }

    /** True for the one caller who must make it flow. */
    boolean beginsToFlow() {
        var begins = !flowing;
        flowing = true;
        return begins;
    }

    /** Whether there is something fresh to tell; if not, it has to be made flow again. */
    boolean flowsOn() {
        flowing = org.isPresent() && texts.values().stream().anyMatch(Text::isFresh);
        return flowing;
    }

    /** Without an owner nobody is told; true when there is one. */
    boolean belongsTo(Optional<OrgId> owner) {
        org = owner;
        return org.isPresent();
    }

    Optional<OrgId> org() {
        return org;
    }

    /** What nobody was told yet; from now on it counts as told. */
    List<Transient> fresh() {
        var pieces = new ArrayList<Transient>();
        texts.forEach((key, text) -> {
            if (text.isFresh()) {
                var offset = text.told();
                pieces.add(new Transient(stream, key.kind(), key.source(), offset, text.fresh()));
            }
        });
        return pieces;
    }

    /** What a new watcher has to be told before anything fresh. */
    List<Transient> soFar() {
        return texts.entrySet().stream()
                .filter(it -> it.getValue().isTold())
                .map(it -> new Transient(
                        stream,
                        it.getKey().kind(),
                        it.getKey().source(),
                        it.getValue().start(),
                        it.getValue().soFar()))
                .toList();
    }

    /** The last part of what one source showed. */
    private static final class Text {

        private static final int MOST = 256 << 10;
        private static final int SLACK = MOST / 4;

        private final StringBuilder kept = new StringBuilder();
        private long start;
        private long told;

        Text(long offset) {
            begin(offset);
        }

        /** A piece that does not follow begins anew: the source was tried again, or a part was lost on the way. */
        int add(long offset, String text) {
            var before = kept.length();
            if (offset != start + before) {
                begin(offset);
            }
            kept.append(text);
            if (kept.length() > MOST + SLACK) {
                forget(kept.length() - MOST);
            }
            return kept.length() - before;
        }

        int length() {
            return kept.length();
        }

        long start() {
            return start;
        }

        long told() {
            return told;
        }

        boolean isTold() {
            return told > start;
        }

        boolean isFresh() {
            return told < start + kept.length();
        }

        String fresh() {
            var text = kept.substring((int) (told - start));
            told = start + kept.length();
            return text;
        }

        String soFar() {
            return kept.substring(0, (int) (told - start));
        }

        private void begin(long offset) {
            kept.setLength(0);
            start = offset;
            told = offset;
        }

        private void forget(int count) {
            kept.delete(0, count);
            start += count;
            told = Math.max(told, start);
        }
    }
}
