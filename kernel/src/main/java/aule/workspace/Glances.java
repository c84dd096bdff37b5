package aule.workspace;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/** What a workspace's files looked like when they were last read, so that those that look the same are not read again. */
final class Glances {

    static final Glances NONE = new Glances();

    /**
     * A file that changed less than this before it was looked at may change again without looking different: the
     * coarsest clock of a file system ticks every two seconds.
     */
    private static final Duration TICK = Duration.ofSeconds(2);

    private record Glance(Entry.Stamp stamp, long size, ObjectId content, boolean settled) {}

    private final Map<String, Map<String, Glance>> folders = new HashMap<>();
    private long losses;
    private int size;

    /** How often the store had lost objects when they were read. */
    long losses() {
        return losses;
    }

    void readAfter(long lost) {
        losses = lost;
    }

    /** How many entries are remembered. */
    int size() {
        return size;
    }

    /** What the entry holds, if it certainly is what was read. */
    Optional<ObjectId> unchanged(String folder, Entry entry) {
        var glance = folders.getOrDefault(folder, Map.of()).get(entry.name());
        return glance != null
                        && glance.settled()
                        && glance.size() == entry.size()
                        && glance.stamp().equals(entry.stamp())
                ? Optional.of(glance.content())
                : Optional.empty();
    }

    /** @param began when the look at the workspace began */
    void remember(String folder, Entry entry, ObjectId content, Instant began) {
        var settled = entry.stamp().changed().plus(TICK).isBefore(began);
        folders.computeIfAbsent(folder, _ -> new HashMap<>())
                .put(entry.name(), new Glance(entry.stamp(), entry.size(), content, settled));
        size++;
    }
}
