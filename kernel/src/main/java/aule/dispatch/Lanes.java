package aule.dispatch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The order in which waiting jobs begin: by priority, then whose turn it is among the owners, then among the owner's
 * projects, then by rank. So that nothing waits for ever, a priority that was passed over {@value #PATIENCE} times in
 * a row has the next start. Guarded by the admission's lock.
 */
final class Lanes {

    static final int PATIENCE = 16;

    private final SortedMap<Integer, Level> levels = new TreeMap<>();
    private final Turn turn;

    Lanes() {
        this(new Turn());
    }

    private Lanes(Turn turn) {
        this.turn = turn;
    }

    Lanes copy() {
        var copy = new Lanes(turn.copy());
        levels.forEach((priority, level) -> copy.levels.put(priority, level.copy()));
        return copy;
    }

    void add(Job job) {
        if (levels.computeIfAbsent(job.ticket().priority(), _ -> new Level()).add(job)) {
            turn.joins(job.ticket().turn());
        }
    }

    void remove(Job job) {
        var level = levels.get(job.ticket().priority());
        if (level == null || !level.remove(job)) {
            return;
        }
        turn.leaves(job.ticket().turn());
        if (level.owners.isEmpty()) {
            levels.remove(job.ticket().priority());
        }
    }

    /** The lane in which a waiting job stands. */
    Lane lane(Job job) {
        return levels.getOrDefault(job.ticket().priority(), new Level())
                .lane(job.ticket().turn());
    }

    /** Whether any job of these owners waits. */
    boolean waits(Predicate<String> owners) {
        return levels.values().stream().anyMatch(level -> level.has(owners));
    }

    /** Takes the next job of these owners. */
    Optional<Job> take(Predicate<String> owners) {
        var open = levels.values().stream().filter(level -> level.has(owners)).toList();
        if (open.isEmpty()) {
            return Optional.empty();
        }
        var level = open.stream()
                .filter(it -> it.passed >= PATIENCE)
                .max(Comparator.comparingInt(it -> it.passed))
                .orElse(open.getFirst());
        open.subList(open.indexOf(level) + 1, open.size()).forEach(lower -> lower.passed++);
        level.passed = 0;
        var job = level.next(owners, turn);
        remove(job);
        served(job);
        return Optional.of(job);
    }

    /** Counts a job that begins as a turn of its owner and project. */
    void served(Job job) {
        turn.served(job.ticket().turn());
    }

    /** All jobs in the order in which they begin from now on, if none comes and none that works ends its owner's limit. */
    List<Job> order(Slots now) {
        var rest = copy();
        var slots = now.copy();
        var order = new ArrayList<Job>();
        for (var next = rest.next(slots); next.isPresent(); next = rest.next(slots)) {
            slots.take(next.get().ticket().share().owner());
            order.add(next.get());
        }
        return order;
    }

    /** Those at their limit come after those below it. */
    private Optional<Job> next(Slots slots) {
        return take(slots::freeFor).or(() -> take(_ -> true));
    }

    /** The waiting jobs of one priority, by owner and project. */
    private static final class Level {

        private final Map<String, Map<String, Lane>> owners = new HashMap<>();
        private int passed;

        Level copy() {
            var copy = new Level();
            copy.passed = passed;
            owners.forEach((owner, lanes) -> {
                var copied = new HashMap<String, Lane>();
                lanes.forEach((project, lane) -> copied.put(project, lane.copy()));
                copy.owners.put(owner, copied);
            });
            return copy;
        }

        boolean add(Job job) {
            var turn = job.ticket().turn();
            return owners.computeIfAbsent(turn.owner(), _ -> new HashMap<>())
                    .computeIfAbsent(turn.project(), _ -> new Lane())
                    .add(job);
        }

        boolean remove(Job job) {
            var turn = job.ticket().turn();
            var lanes = owners.getOrDefault(turn.owner(), Map.of());
            var lane = lanes.get(turn.project());
            if (lane == null || !lane.remove(job)) {
                return false;
            }
            if (lane.isEmpty()) {
                lanes.remove(turn.project());
            }
            if (lanes.isEmpty()) {
                owners.remove(turn.owner());
            }
            return true;
        }

        Lane lane(Share turn) {
            return owners.getOrDefault(turn.owner(), Map.of()).getOrDefault(turn.project(), new Lane());
        }

        boolean has(Predicate<String> wanted) {
            return owners.keySet().stream().anyMatch(wanted);
        }

        Job next(Predicate<String> wanted, Turn turn) {
            var owner = owners.entrySet().stream()
                    .filter(it -> wanted.test(it.getKey()))
                    .min(Comparator.comparingLong((Map.Entry<String, Map<String, Lane>> it) -> turn.of(it.getKey()))
                            .thenComparing(it -> oldest(it.getValue()), Lane.ORDER))
                    .orElseThrow();
            return owner.getValue().entrySet().stream()
                    .min(Comparator.comparingLong(
                                    (Map.Entry<String, Lane> it) -> turn.of(new Share(owner.getKey(), it.getKey())))
                            .thenComparing(it -> it.getValue().head(), Lane.ORDER))
                    .orElseThrow()
                    .getValue()
                    .head();
        }

        private static Job oldest(Map<String, Lane> lanes) {
            return lanes.values().stream().map(Lane::head).min(Lane.ORDER).orElseThrow();
        }
    }
}
