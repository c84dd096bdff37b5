package aule.journal;

import aule.journal.Subscription.Notice;
import aule.kernel.Envelope;
import aule.kernel.OrgId;
import aule.kernel.RunEvent;
import aule.kernel.StreamId;
import aule.kernel.Transient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who watches now, and what they are told: every committed event once and in order, and what is being shown. One lock
 * guards it all; nothing under it blocks, because a watcher whose buffer is full is cut off.
 */
final class Live {

    private static final Logger LOG = LoggerFactory.getLogger(Live.class);
    private static final Duration HOLE = Duration.ofMillis(50);
    private static final int PAGE = 500;

    /** Streams whose organisation is at hand; of another one the journal is asked. */
    private static final int OWNERS = 4_096;

    private final SqlPast past;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<StreamId, Set<Watcher>> byStream = new HashMap<>();
    private final Set<Watcher> everywhere = new LinkedHashSet<>();
    private final Set<Watcher> watchers = new LinkedHashSet<>();
    private final TreeMap<Long, Envelope> early = new TreeMap<>();
    private final LinkedHashMap<StreamId, OrgId> owners = LinkedHashMap.newLinkedHashMap(OWNERS);
    private final Stage stage = new Stage();
    private long told;
    private boolean filling;
    private boolean ended;

    Live(SqlPast past) {
        this.past = past;
        this.told = past.head();
    }

    /**
     * Tells what was committed. Concurrent appends come here in any order; whoever is early waits for the numbers
     * before it, which have no holes.
     */
    void tell(List<Envelope> committed) {
        locked(() -> {
            committed.stream().filter(it -> it.seq() > told).forEach(it -> early.put(it.seq(), it));
            while (!early.isEmpty() && early.firstKey() == told + 1) {
                told++;
                publish(early.pollFirstEntry().getValue());
            }
            if (!early.isEmpty() && !filling && !ended) {
                filling = true;
                Thread.startVirtualThread(this::fill);
            }
            return told;
        });
    }

    /** Tells what other kernels have committed since this one was last told; by one thread at a time. */
    void catchUp() {
        for (var page = PAGE; page == PAGE && !locked(() -> ended); ) {
            long from = locked(() -> told);
            var committed = past.all(from, PAGE);
            tell(committed);
            page = committed.size();
        }
    }

    void show(Transient piece) {
        var waiting = locked(() -> {
            var shown = ended ? null : stage.add(piece);
            var owner = owners.get(piece.stream());
            if (shown != null && owner != null) {
                shown.belongsTo(Optional.of(owner));
            }
            return shown != null && shown.beginsToFlow() ? shown : null;
        });
        if (waiting != null) {
            Thread.startVirtualThread(() -> flow(piece.stream(), waiting));
        }
    }

    void shown(StreamId stream, String source) {
        locked(() -> stage.drop(stream, source));
    }

    /** Lets the watcher in: what is told from here on reaches it. Returns what was shown so far. */
    List<Transient> join(Watcher watcher) {
        return locked(() -> {
            watcher.admitted(told);
            if (ended) {
                watcher.cut();
            }
            if (!watcher.over()) {
                index(watcher);
            }
            return stage.soFar(watcher.filter());
        });
    }

    void leave(Watcher watcher) {
        locked(() -> forget(watcher));
    }

    int watchers() {
        return locked(watchers::size);
    }

    void close() {
        locked(() -> {
            ended = true;
            List.copyOf(watchers).forEach(watcher -> {
                watcher.cut();
                forget(watcher);
            });
            return ended;
        });
    }

    private void index(Watcher watcher) {
        watchers.add(watcher);
        var streams = watcher.filter().streams();
        if (streams.isEmpty()) {
            everywhere.add(watcher);
        }
        streams.forEach(stream ->
                byStream.computeIfAbsent(stream, _ -> new LinkedHashSet<>()).add(watcher));
    }

    private boolean forget(Watcher watcher) {
        everywhere.remove(watcher);
        for (var stream : watcher.filter().streams()) {
            byStream.computeIfPresent(stream, (_, those) -> {
                those.remove(watcher);
                return those.isEmpty() ? null : those;
            });
        }
        return watchers.remove(watcher);
    }

    private void publish(Envelope event) {
        own(event);
        deliver(event.org(), event.stream(), event.type(), new Notice.Durable(event));
        if (event.body() instanceof RunEvent.Ended) {
            stage.drop(event.stream());
        }
    }

    /** Whose stream has not been heard of for the longest is forgotten first. */
    private void own(Envelope event) {
        owners.putLast(event.stream(), event.org());
        if (owners.size() > OWNERS) {
            owners.pollFirstEntry();
        }
    }

    private void deliver(OrgId org, StreamId stream, String type, Notice notice) {
        var slow = new ArrayList<Watcher>();
        for (var those : List.of(byStream.getOrDefault(stream, Set.of()), everywhere)) {
            for (var watcher : those) {
                var wanted = watcher.filter().of(org) && watcher.filter().wants(stream, type);
                if (wanted && !watcher.offer(notice)) {
                    slow.add(watcher);
                }
            }
        }
        slow.forEach(this::forget);
    }

    /** Reads from the journal what nobody told for a while: another kernel appended it, or its appender died. */
    private void fill() {
        while (!locked(this::filled)) {
            if (!rests(HOLE)) {
                return;
            }
            try {
                long from = locked(() -> told);
                tell(past.all(from, PAGE));
            } catch (RuntimeException failure) { // the events are safe; a later round tells them
                LOG.warn("The journal could not be read to tell its watchers; trying again.", failure);
            }
        }
    }

    private boolean filled() {
        filling = !ended && !early.isEmpty();
        return !filling;
    }

    /** Tells a stream's watchers what is shown, at most every 100 ms, until nothing new came for that long. */
    private void flow(StreamId stream, Shown shown) {
        if (locked(shown::org).isEmpty()) {
            findOwner(stream, shown);
        }
        do {
            locked(() -> deliverFresh(shown));
        } while (rests(Shown.PACE) && locked(() -> !ended && shown.flowsOn()));
    }

    private void findOwner(StreamId stream, Shown shown) {
        try {
            var org = past.org(stream);
            locked(() -> shown.belongsTo(org));
        } catch (RuntimeException failure) { // without its organisation nobody may see it
            LOG.warn("What '{}' shows reaches nobody for now.", stream, failure);
        }
    }

    private boolean deliverFresh(Shown shown) {
        shown.org()
                .ifPresent(org -> shown.fresh()
                        .forEach(piece ->
                                deliver(org, piece.stream(), piece.kind().wire(), new Notice.Passing(piece))));
        return true;
    }

    /** False when somebody wants this thread to end. */
    private static boolean rests(Duration time) {
        try {
            Thread.sleep(time);
            return true;
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private <T extends @Nullable Object> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
