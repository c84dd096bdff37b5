package aule.workspace;

import aule.workspace.objects.ObjectStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** What differs between two folders of checkpoints, each path once, folders before their contents. */
final class Differences {

    /**
     * One path that differs.
     *
     * @param before null if it was not there
     * @param after null if it is not there
     */
    record Difference(
            String path, @Nullable Kept before, @Nullable Kept after) {

        /** Whether it became another kind of thing. */
        boolean replaced() {
            return before != null && after != null && !before.sameKind(after);
        }
    }

    private final ObjectStore store;
    private final List<Difference> found = new ArrayList<>();

    private Differences(ObjectStore store) {
        this.store = store;
    }

    static List<Difference> between(ObjectStore store, @Nullable ObjectId before, ObjectId after) throws IOException {
        var differences = new Differences(store);
        differences.compare("", before, after);
        return differences.found;
    }

    private void compare(String folder, @Nullable ObjectId before, @Nullable ObjectId after) throws IOException {
        if (before != null && before.equals(after)) {
            return;
        }
        var old = entries(before);
        var fresh = entries(after);
        var names = new TreeSet<>(old.keySet());
        names.addAll(fresh.keySet());
        for (var name : names) {
            compare(new Difference(Names.join(folder, name), old.get(name), fresh.get(name)));
        }
    }

    private void compare(Difference two) throws IOException {
        var before = two.before();
        var after = two.after();
        if (before != null && before.equals(after)) {
            return;
        }
        if (before == null || after == null || before.mode() != after.mode() || !before.isFolder()) {
            found.add(two);
        }
        compare(two.path(), contents(before), contents(after));
    }

    private Map<String, Kept> entries(@Nullable ObjectId folder) throws IOException {
        var entries = new LinkedHashMap<String, Kept>();
        if (folder != null) {
            KeptFolder.decode(store.read(folder, KeptState.LARGEST_FOLDER)).forEach(it -> entries.put(it.name(), it));
        }
        return entries;
    }

    private static @Nullable ObjectId contents(@Nullable Kept entry) {
        return entry != null && entry.isFolder() ? entry.object() : null;
    }
}
