package aule.workspace;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Whole folders at once: counting, walking and deleting, never through a link. */
record Tree(Ground ground, AtomicLong numbers) {

    private static final int MOST = 1_000_000;

    /** Below this many characters a path and a name still fit into what the system takes. */
    private static final int DEEP = 900;

    /** The entry itself and everything below it. */
    int count(Entry top) throws IOException {
        var found = new ArrayList<Entry>();
        collect(top, MOST, true, found);
        return found.size() + 1;
    }

    /** What is below a folder: sorted by name, each folder before its contents; at most so many. */
    List<Entry> walk(Entry top, int most, boolean hidden) throws IOException {
        var found = new ArrayList<Entry>();
        collect(top, most, hidden, found);
        return found;
    }

    /** Returns how many entries went. */
    int delete(Entry top) throws IOException {
        var gone = 1;
        if (top.isFolder()) {
            for (var child : children(top.path())) {
                gone += delete(shallow(child));
            }
        }
        try {
            ground.remove(top.path(), top.isFolder());
        } catch (NoSuchFileException e) {
            return gone - 1;
        }
        return gone;
    }

    List<Entry> children(String folder) throws IOException {
        try {
            var children = new ArrayList<>(ground.list(folder));
            children.sort(Comparator.comparing(Entry::path));
            return children;
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private void collect(Entry top, int most, boolean hidden, List<Entry> found) throws IOException {
        if (!top.isFolder() || top.path().length() > 4 * DEEP) {
            return;
        }
        for (var child : children(top.path())) {
            if (found.size() >= most) {
                return;
            }
            if (hidden || !child.name().startsWith(".")) {
                found.add(child);
                collect(child, most, hidden, found);
            }
        }
    }

    /** A folder so deep that its path would become too long is first moved up. */
    private Entry shallow(Entry child) throws IOException {
        if (!child.isFolder() || child.path().length() < DEEP) {
            return child;
        }
        var near = ".aule-" + ProcessHandle.current().pid() + "-" + numbers.incrementAndGet();
        ground.rename(child.path(), near);
        return child.at(near);
    }
}
