package aule.workspace;

import aule.workspace.Differences.Difference;
import aule.workspace.Renames.Move;
import aule.workspace.objects.ObjectStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells differences to people. */
final class Changes {

    private Changes() {}

    static List<Change> plain(ObjectStore store, List<Difference> differences) throws IOException {
        var changes = new ArrayList<Change>();
        for (var one : differences) {
            changes.add(change(store, new Move(one, null), null));
        }
        return changes;
    }

    static List<Change> patched(ObjectStore store, List<Difference> differences) throws IOException {
        var changes = new ArrayList<Change>();
        for (var one : differences) {
            changes.add(patched(store, new Move(one, null)));
        }
        return changes;
    }

    static Change patched(ObjectStore store, Move one) throws IOException {
        return change(store, one, Patch.of(store, one.change(), one.from()).orElse(null));
    }

    private static Change change(ObjectStore store, Move move, @Nullable Patch patch) throws IOException {
        var one = move.change();
        var from = move.from();
        return new Change(
                RawNames.shown(one.path()),
                from == null ? kind(one) : Change.Kind.RENAMED,
                side(store, one.before()),
                side(store, one.after()),
                patch,
                from == null ? null : RawNames.shown(from));
    }

    private static Change.Kind kind(Difference one) {
        var before = one.before();
        var after = one.after();
        if (before == null) {
            return Change.Kind.ADDED;
        }
        if (after == null) {
            return Change.Kind.DELETED;
        }
        var sameContent = before.isFolder() || before.object().equals(after.object());
        return before.sameKind(after) && sameContent ? Change.Kind.MODE : Change.Kind.MODIFIED;
    }

    private static Change.@Nullable Side side(ObjectStore store, @Nullable Kept kept) throws IOException {
        return kept == null
                ? null
                : new Change.Side(kept.kind(), kept.permissions(), kept.isFolder() ? 0 : store.size(kept.object()));
    }
}
