package aule.workspace;

import aule.workspace.Differences.Difference;
import aule.workspace.objects.ObjectStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Works out what a workspace becomes when stretches of work are taken back, the last one first: a path that is as a
 * stretch left it becomes what it was before; a path that was changed since is a conflict.
 */
final class Reversal {

    /** What a stretch did to a path. */
    private record Step(@Nullable Kept before, @Nullable Kept after) {}

    /**
     * What becomes of one path.
     *
     * @param now what it is
     * @param then what it becomes
     * @param old what it was before the first stretch
     * @param merged null if nothing can be merged
     * @param choice null if there is no conflict
     * @param reason why it stays as it is although another choice was wanted, null if it does not
     */
    record Item(
            String path,
            @Nullable Kept now,
            @Nullable Kept then,
            @Nullable Kept old,
            @Nullable Kept merged,
            @Nullable Choice choice,
            Untouched.@Nullable Reason reason) {

        boolean changes() {
            return !same(now, then);
        }

        private Item becoming(@Nullable Kept other) {
            return new Item(path, now, other, old, merged, choice, reason);
        }

        private Item staying(Untouched.Reason why) {
            return new Item(path, now, now, old, merged, choice, why);
        }
    }

    private final ObjectStore store;
    private final KeptState state;
    private final KeptPaths now;
    private final TextMerge merge;
    private final Map<String, Choice> choices;
    private final List<LeftOut> unknown = new ArrayList<>();
    private final TreeMap<String, List<Step>> touched = new TreeMap<>();
    private final TreeMap<String, Item> items = new TreeMap<>();
    private final Map<String, Kept> oldFolders = new HashMap<>();

    /** @param choices for paths with conflicts; what is not named is merged where it can be, and stays otherwise */
    Reversal(ObjectStore store, KeptState state, Map<String, Choice> choices) {
        this.store = store;
        this.state = state;
        this.now = new KeptPaths(store, state);
        this.merge = new TextMerge(store);
        this.choices = Map.copyOf(choices);
        unknown.addAll(state.leftOut());
    }

    /** Takes stretches back, which are given in the order in which they happened; once. */
    List<Item> of(List<Stretch> stretches, Selection selection) throws IOException {
        for (var stretch : stretches) {
            var end = stretch.after();
            var before = state(stretch.before());
            var after = end == null ? state : state(end);
            unknown.addAll(before.leftOut());
            unknown.addAll(after.leftOut());
            for (var one : Differences.between(store, before.files(), after.files())) {
                add(one, stretch, selection);
            }
        }
        for (var path : touched.entrySet()) {
            items.put(path.getKey(), item(path.getKey(), path.getValue()));
        }
        raise();
        settle();
        return items.values().stream()
                .filter(it -> it.changes() || it.choice() != null || it.reason() != null)
                .toList();
    }

    /** What the workspace becomes. */
    List<Difference> wanted() {
        return items.values().stream()
                .filter(Item::changes)
                .map(it -> new Difference(it.path(), it.now(), it.then()))
                .toList();
    }

    /** What no checkpoint shows for certain. */
    List<LeftOut> unknown() {
        return unknown;
    }

    static boolean same(@Nullable Kept one, @Nullable Kept other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        return one.mode() == other.mode() && (one.isFolder() || one.object().equals(other.object()));
    }

    private KeptState state(Checkpoint checkpoint) throws IOException {
        return KeptState.read(store, ObjectId.fromString(checkpoint.tree()));
    }

    private void add(Difference one, Stretch stretch, Selection selection) {
        var before = one.before();
        if (before != null && before.isFolder()) {
            oldFolders.putIfAbsent(one.path(), before);
        }
        if (stretch.did(one.path()) && selection.has(one)) {
            touched.computeIfAbsent(one.path(), _ -> new ArrayList<>()).add(new Step(before, one.after()));
        }
    }

    private Item item(String path, List<Step> steps) throws IOException {
        var here = now.at(path);
        var old = steps.getFirst().before();
        if (same(here, old)) {
            return new Item(path, here, here, old, null, null, null);
        }
        var at = here;
        var clean = true;
        for (var step : steps.reversed()) {
            if (same(at, step.after())) {
                at = step.before();
            } else if (!same(at, step.before())) {
                clean = false;
                var merged = merge.merge(step.after(), at, step.before());
                if (merged.isEmpty()) {
                    return chosen(new Item(path, here, here, old, null, Choice.MINE, null));
                }
                at = merged.get();
            }
        }
        var plain = new Item(path, here, at, old, null, null, null);
        return known(clean ? plain : chosen(new Item(path, here, at, old, at, Choice.MERGE, null)));
    }

    private Item chosen(Item one) {
        var choice = choices.get(RawNames.shown(one.path()));
        if (choice == null || choice == one.choice() || (choice == Choice.MERGE && one.merged() == null)) {
            return known(one);
        }
        var then = switch (choice) {
            case MINE -> one.now();
            case OLD -> one.old();
            case MERGE -> one.merged();
        };
        return known(new Item(one.path(), one.now(), then, one.old(), one.merged(), choice, null));
    }

    /** What no checkpoint holds is not made to go or to come. */
    private Item known(Item one) {
        var comesOrGoes = (one.now() == null) != (one.then() == null);
        return comesOrGoes && unknown.stream().anyMatch(it -> it.covers(one.path()))
                ? one.staying(Untouched.Reason.NOT_KEPT)
                : one;
    }

    /** What comes back has the folders that it was in. */
    private void raise() throws IOException {
        for (var one : List.copyOf(items.values())) {
            if (one.then() == null || !one.changes()) {
                continue;
            }
            for (var folder = Names.folderOf(one.path()); !folder.isEmpty(); folder = Names.folderOf(folder)) {
                if (!raised(folder)) {
                    items.put(one.path(), one.staying(Untouched.Reason.BLOCKED));
                    break;
                }
            }
        }
    }

    /** Whether there is a folder in the end. */
    private boolean raised(String folder) throws IOException {
        var planned = items.get(folder);
        var then = planned == null ? now.at(folder) : planned.then();
        if (then != null) {
            return then.isFolder();
        }
        var old = oldFolders.getOrDefault(folder, Kept.folder(Names.nameOf(folder), 0755, ObjectId.zeroId()));
        if (planned == null) {
            items.put(folder, new Item(folder, null, old, null, null, null, null));
        } else {
            var here = planned.now();
            items.put(folder, planned.becoming(here != null && here.isFolder() ? here : old));
        }
        return true;
    }

    /** A folder with something in it that stays, stays; from the bottom up. */
    private void settle() throws IOException {
        for (var path : List.copyOf(items.descendingKeySet())) {
            var one = Optional.ofNullable(items.get(path)).orElseThrow();
            var here = one.now();
            var goes = here != null && here.isFolder() && (one.then() == null || !here.sameKind(one.then()));
            if (goes && !emptied(path)) {
                items.put(path, one.staying(Untouched.Reason.NOT_EMPTY));
            }
        }
    }

    private boolean emptied(String folder) throws IOException {
        for (var child : now.children(folder)) {
            var planned = items.get(Names.join(folder, child.name()));
            if (planned == null || planned.then() != null) {
                return false;
            }
        }
        return unknown.stream().noneMatch(it -> it.path().startsWith(folder + "/"));
    }
}
