package aule.workspace;

import aule.kernel.CheckpointId;
import aule.kernel.ProjectId;
import aule.kernel.RunId;
import aule.kernel.UndoId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An undo, as the wire has it. */
public record UndoView(
        UndoId id,
        ProjectId projectId,
        @Nullable RunId runId,
        @Nullable String callId,
        @Nullable UndoId undoneId,
        List<String> paths,
        CheckpointId beforeId,
        CheckpointId afterId,
        int changed,
        int kept,
        String actor,
        Instant madeAt) {

    /** How many paths one answer names. */
    private static final int SHOWN = 500;

    public UndoView {
        paths = List.copyOf(paths);
    }

    public static UndoView of(Undo it) {
        return new UndoView(
                it.id(),
                it.project(),
                it.run(),
                it.call(),
                it.undone(),
                it.paths().stream().map(RawNames::shown).toList(),
                it.before(),
                it.after(),
                it.changed(),
                it.kept(),
                it.actor(),
                it.madeAt());
    }

    /** What becomes of one path that was changed again since. */
    public record ChosenView(String path, Choice choice) {}

    /** What somebody asks for. */
    public static Undos.Wish wish(@Nullable List<String> paths, @Nullable List<ChosenView> choices) {
        Map<String, Choice> chosen = Objects.requireNonNullElse(choices, List.<ChosenView>of()).stream()
                .collect(Collectors.toMap(ChosenView::path, ChosenView::choice, (_, later) -> later));
        return new Undos.Wish(Objects.requireNonNullElse(paths, List.of()), chosen);
    }

    /** One path of a plan. */
    public record ItemView(
            String path,
            @Nullable ChangeView change,
            @Nullable ChangeView old,
            @Nullable ChangeView merged,
            @Nullable Choice choice,
            Untouched.@Nullable Reason reason) {

        static ItemView of(UndoPlan.Item it) {
            return new ItemView(
                    it.path(), view(it.change()), view(it.old()), view(it.merged()), it.choice(), it.reason());
        }

        private static @Nullable ChangeView view(@Nullable Change change) {
            return change == null ? null : ChangeView.of(change);
        }
    }

    /**
     * Something that happened outside the files, and stays.
     *
     * @param what it was, in a few words
     */
    public record OutsideView(
            RunId runId,
            String callId,
            String tool,
            String what,
            @Nullable String receiptId,
            Instant at) {}

    /**
     * A plan.
     *
     * @param items the first of them
     * @param outside the first things that cannot be undone, because they left the machine
     */
    public record PlanView(
            String token,
            List<ItemView> items,
            int count,
            int total,
            int changed,
            int kept,
            int conflicts,
            List<OutsideView> outside) {

        public PlanView {
            items = List.copyOf(items);
            outside = List.copyOf(outside);
        }

        public static PlanView of(UndoPlan plan, List<OutsideView> outside) {
            var shown = plan.items().stream().limit(SHOWN).map(ItemView::of).toList();
            return new PlanView(
                    plan.token(),
                    shown,
                    shown.size(),
                    plan.items().size(),
                    plan.changed(),
                    plan.kept(),
                    plan.conflicts(),
                    outside.stream().limit(SHOWN).toList());
        }
    }

    /** What came of an undo: what the plan said, but for what stayed all the same. */
    public record DoneView(UndoView undo, PlanView plan, List<Untouched> untouched) {

        public DoneView {
            untouched = List.copyOf(untouched);
        }

        public static DoneView of(Undos.Done done, List<OutsideView> outside) {
            return new DoneView(
                    UndoView.of(done.undo()),
                    PlanView.of(done.plan(), outside),
                    done.untouched().stream().limit(SHOWN).toList());
        }
    }
}
