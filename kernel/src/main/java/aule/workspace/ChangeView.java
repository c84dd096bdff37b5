package aule.workspace;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One path that differs, as the wire has it. */
public record ChangeView(
        String path,
        Change.Kind kind,
        @Nullable String from,
        @Nullable SideView before,
        @Nullable SideView after,
        @Nullable String patch,
        boolean patchCut) {

    /** @param mode the nine permission bits in octal */
    public record SideView(Entry.Kind kind, String mode, long size) {}

    /** A page of what differs. */
    public record Page(
            List<ChangeView> changes,
            int count,
            int total,
            @Nullable String nextCursor) {

        public Page {
            changes = List.copyOf(changes);
        }

        public static Page of(Checkpoints.Diff diff, int skip) {
            var shown = diff.changes().stream().map(ChangeView::of).toList();
            var next = skip + shown.size();
            return new Page(shown, shown.size(), diff.total(), next < diff.total() ? Integer.toString(next) : null);
        }
    }

    public static ChangeView of(Change it) {
        var patch = Optional.ofNullable(it.patch());
        return new ChangeView(
                it.path(),
                it.kind(),
                it.from(),
                side(it.before()),
                side(it.after()),
                patch.map(Patch::text).orElse(null),
                patch.map(Patch::cut).orElse(false));
    }

    private static @Nullable SideView side(Change.@Nullable Side side) {
        return side == null ? null : new SideView(side.kind(), Integer.toOctalString(side.mode()), side.size());
    }
}
