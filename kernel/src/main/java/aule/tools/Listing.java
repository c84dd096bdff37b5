package aule.tools;

import aule.kernel.AuleException;
import aule.kernel.FileChange;
import aule.workspace.Entry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The files below a folder at one moment, to be compared with a later one.
 *
 * @param whole whether nothing was left out
 */
record Listing(Map<String, Mark> files, boolean whole) {

    private static final int LARGEST = 20_000;
    private static final int TOLD = 200;

    /** Folders whose contents nobody reads line by line. */
    private static final Set<String> SKIPPED = Set.of("node_modules", ".git");

    /** How one state of a file is told from another. */
    record Mark(long size, long modified) {}

    static Listing of(Desk desk) {
        return of(desk, "", LARGEST);
    }

    static Listing of(Desk desk, String path, int most) {
        var files = new TreeMap<String, Mark>();
        var folders = new ArrayDeque<String>();
        if (desk.isFolder(path)) {
            folders.add(path);
        } else {
            desk.find(path).ifPresent(it -> files.put(it.path(), mark(it)));
        }
        while (!folders.isEmpty() && files.size() < most) {
            for (var entry : entries(desk, folders.removeFirst())) {
                if (entry.kind() != Entry.Kind.DIR) {
                    files.put(entry.path(), mark(entry));
                } else if (!SKIPPED.contains(entry.name())) {
                    folders.add(entry.path());
                }
            }
        }
        return new Listing(files, folders.isEmpty());
    }

    private static List<Entry> entries(Desk desk, String folder) {
        try {
            return desk.list(folder, true);
        } catch (AuleException _) {
            return List.of(); // gone or closed while a command is at work
        }
    }

    private static Mark mark(Entry file) {
        return new Mark(file.size(), file.modified().toEpochMilli());
    }

    /** What happened to the files until a later listing; lines are not counted. */
    List<FileChange> until(Listing later) {
        var changes = new ArrayList<FileChange>();
        later.files().forEach((path, mark) -> {
            var before = files.get(path);
            if (!mark.equals(before) && (before != null || whole)) {
                changes.add(new FileChange(path, before == null ? "created" : "modified", mark.size(), 0, 0));
            }
        });
        if (later.whole()) {
            files.keySet().stream()
                    .filter(it -> !later.files().containsKey(it))
                    .forEach(it -> changes.add(new FileChange(it, "deleted", 0, 0, 0)));
        }
        return changes.stream().limit(TOLD).toList();
    }
}
