package aule.budget.bills;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers by their time. What is no longer free is forgotten when it is met. */
final class Timeline {

    private final TreeMap<Long, Deque<Answered>> times = new TreeMap<>();

    void add(Answered answer) {
        times.computeIfAbsent(answer.at().toEpochMilli(), _ -> new ArrayDeque<>())
                .add(answer);
    }

    /** The free answer that is nearest to a moment. */
    Optional<Answered> nearest(long at, Duration within, Predicate<Answered> free) {
        return Stream.of(before(at, free), after(at, free))
                .flatMap(Optional::stream)
                .filter(it -> distance(it, at) <= within.toMillis())
                .min((one, other) -> Long.compare(distance(one, at), distance(other, at)));
    }

    static long distance(Answered answer, long at) {
        return Math.abs(answer.at().toEpochMilli() - at);
    }

    private Optional<Answered> before(long at, Predicate<Answered> free) {
        for (var entry = times.floorEntry(at); entry != null; entry = times.lowerEntry(entry.getKey())) {
            var found = first(entry, free);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<Answered> after(long at, Predicate<Answered> free) {
        for (var entry = times.higherEntry(at); entry != null; entry = times.higherEntry(entry.getKey())) {
            var found = first(entry, free);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<Answered> first(Map.Entry<Long, Deque<Answered>> entry, Predicate<Answered> free) {
        var answers = entry.getValue();
        for (@Nullable Answered next = answers.peek(); next != null; next = answers.peek()) {
            if (free.test(next)) {
                return Optional.of(next);
            }
            answers.remove();
        }
        times.remove(entry.getKey());
        return Optional.empty();
    }
}
