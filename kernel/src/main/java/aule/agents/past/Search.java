package aule.agents.past;

import aule.agents.RunState;
import aule.kernel.Envelope;
import aule.kernel.RunEvent;
import aule.models.ModelSpec;
import aule.models.Quirks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the take that is nearest to the record. A record leaves two things open: in which way a model was
 * spoken to that nobody knows any more, and whether a message that came while a model was thinking came before or
 * after it was asked. The hashes of the prompts tell.
 */
final class Search {

    private static final int MOST_TAKES = 200;

    /** How a model was asked for tools. */
    private enum Way {
        AS_KNOWN,
        NATIVE,
        JSON,
        TEXT
    }

    /** One try. */
    private record Take(Tape tape, Way way, Map<Integer, Integer> shown) {

        boolean exact() {
            return tape.count() == 0;
        }

        /** Whether it goes the recorded way for longer; one that breaks off early has few differences too. */
        boolean follows(Take other) {
            return parts() > other.parts();
        }

        private long parts() {
            return tape.differences().stream()
                    .mapToLong(Difference::position)
                    .min()
                    .orElse(Long.MAX_VALUE);
        }
    }

    private final Takes takes;
    private final Recording recording;
    private final Mode mode;
    private int tries;
    private volatile @Nullable Tape playing;
    private volatile boolean stopped;

    Search(Takes takes, Recording recording, Mode mode) {
        this.takes = takes;
        this.recording = recording;
        this.mode = mode;
    }

    Replay best() throws InterruptedException {
        var best = heard(take(Way.AS_KNOWN, Map.of()));
        for (var way : List.of(Way.NATIVE, Way.JSON, Way.TEXT)) {
            if (!best.exact()) {
                var other = heard(take(way, Map.of()));
                best = other.follows(best) ? other : best;
            }
        }
        return replay(best.tape());
    }

    private Take take(Way way, Map<Integer, Integer> shown) throws InterruptedException {
        var tape = new Tape(recording.events(), mode, shown);
        playing = tape;
        if (stopped) {
            tape.stop();
        }
        tries++;
        takes.run(recording, tape, id -> spec(id, way));
        return new Take(tape, way, shown);
    }

    /** The same model, asked for tools in one way or another. */
    private ModelSpec spec(String id, Way way) {
        var known = recording.models().apply(id);
        if (way == Way.AS_KNOWN) {
            return known;
        }
        return known.withQuirks(new Quirks(Quirks.Dialect.valueOf(way.name()), null, null));
    }

    /** Tries for each answer before which somebody said something whether the model had heard it. */
    private Take heard(Take first) throws InterruptedException {
        var best = first;
        for (var open = unheard(best); open.isPresent() && tries < MOST_TAKES; open = unheard(best)) {
            var better = best;
            for (var shown : choices(open.get())) {
                var all = new HashMap<>(best.shown());
                all.put(open.get(), shown);
                var tried = take(best.way(), all);
                better = tried.tape().count() < better.tape().count() ? tried : better;
            }
            if (better.tape().count() == best.tape().count()) {
                return best;
            }
            best = better;
        }
        return best;
    }

    /** The index of the first answer whose prompt differs, if somebody said something just before it. */
    private Optional<Integer> unheard(Take take) {
        return take.tape().differences().stream()
                .findFirst()
                .map(it -> index(it.position()))
                .filter(index -> recording.events().get(index).body() instanceof RunEvent.ModelAnswered)
                .filter(index -> !take.shown().containsKey(index))
                .filter(index -> !choices(index).isEmpty());
    }

    private int index(long position) {
        var index = 0;
        while (recording.events().get(index).position() < position) {
            index++;
        }
        return index;
    }

    /** How many events may have been there when the model was asked: as many as stand before something that was said. */
    private List<Integer> choices(int answer) {
        var choices = new ArrayList<Integer>();
        for (var index = answer - 1; index >= 0 && !Tape.own(recording.events().get(index)); index--) {
            if (said(recording.events().get(index))) {
                choices.add(index);
            }
        }
        return choices;
    }

    private static boolean said(Envelope event) {
        return event.body() instanceof RunEvent.Messaged || event.body() instanceof RunEvent.Settled;
    }

    private Replay replay(Tape tape) {
        var recorded = state(recording.events());
        var played = state(tape.read(0, Integer.MAX_VALUE));
        var same = tape.count() == 0 && played.equals(recorded);
        return new Replay(
                same, mode, tape.made(), tape.differences(), tape.count(), played.status(), recorded.status());
    }

    private RunState state(List<Envelope> events) {
        return RunState.of(events.stream()
                .map(it -> Tape.with(it, mode.counting(it.body())))
                .toList());
    }

    /** Has the search come to an end soon. */
    void stop() {
        stopped = true;
        var tape = playing;
        if (tape != null) {
            tape.stop();
        }
    }
}
