package aule.dispatch;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The order in which waiting jobs begin: by priority, then whose owner was served longest ago, then by age. */
final class Lanes {

    private static final Comparator<Job> BY_AGE =
            Comparator.comparing((Job job) -> job.ticket().since()).thenComparingLong(Job::number);

    private final SortedMap<Integer, Map<String, TreeSet<Job>>> priorities = new TreeMap<>();
    private final Map<String, Long> served;
    private long turn;

    Lanes() {
        this(new HashMap<>(), 0);
    }

    private Lanes(Map<String, Long> served, long turn) {
        this.served = served;
        this.turn = turn;
    }

    void add(Job job) {
        priorities
                .computeIfAbsent(job.ticket().priority(), _ -> new HashMap<>())
                .computeIfAbsent(job.ticket().owner(), _ -> new TreeSet<>(BY_AGE))
                .add(job);
    }

    void remove(Job job) {
        priorities.computeIfPresent(job.ticket().priority(), (_, owners) -> {
            owners.computeIfPresent(job.ticket().owner(), (_, lane) -> {
                lane.remove(job);
                return lane.isEmpty() ? null : lane;
            });
            return owners.isEmpty() ? null : owners;
        });
    }

    /** Takes the next job. Whose turn it was is forgotten once nobody waits. */
    Optional<Job> take() {
        if (priorities.isEmpty()) {
            served.clear();
            return Optional.empty();
        }
        var job = priorities.firstEntry().getValue().values().stream()
                .map(TreeSet::first)
                .min(Comparator.comparingLong(this::servedAt).thenComparing(BY_AGE))
                .orElseThrow();
        remove(job);
        served.put(job.ticket().owner(), ++turn);
        return Optional.of(job);
    }

    /** The place of a waiting job, from 1. */
    int place(Job wanted) {
        var copy = new Lanes(new HashMap<>(served), turn);
        priorities.values().forEach(owners -> owners.values().forEach(lane -> lane.forEach(copy::add)));
        var place = 0;
        for (var next = copy.take(); next.isPresent(); next = copy.take()) {
            place++;
            if (next.get().equals(wanted)) {
                return place;
            }
        }
        return 0;
    }

    private long servedAt(Job job) {
        return served.getOrDefault(job.ticket().owner(), 0L);
    }
}
