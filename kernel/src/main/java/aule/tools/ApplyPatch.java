package aule.tools;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.ToolName;
import aule.schema.Describe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Applies a unified diff to several files at once: all of it or nothing. */
final class ApplyPatch implements Tool {

    record Input(
            @Describe("Unified diff; may create, delete and rename files.")
            String patch) {}

    private static final int TOLD = 3;
    private static final int PREVIEWED = 80;
    private static final int LINK = 0120000;
    private static final int EXECUTABLE = 0100;

    private static final Spec SPEC = new Spec(
            new ToolName("apply_patch"),
            "Change several files by a diff, all or nothing.",
            Input.class,
            Effect.WRITE,
            false,
            Duration.ofSeconds(60));

    private final Desk.Room desks;

    ApplyPatch(Desk.Room desks) {
        this.desks = desks;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    /** What cannot be read is refused when it is called, and touches nothing. */
    @Override
    public Reach reach(Call call) {
        try {
            var diff = UnifiedDiff.of(call.as(Input.class).patch());
            var paths = diff.files().stream()
                    .flatMap(it -> it.paths().stream())
                    .distinct()
                    .toList();
            var gone = diff.files().stream()
                    .filter(it -> it.kind() == FilePatch.Kind.DELETE)
                    .count();
            return new Reach(paths, (int) gone, "");
        } catch (UnifiedDiff.MalformedException e) {
            return Reach.NOTHING;
        }
    }

    @Override
    public String preview(Call call) {
        var lines = Text.lines(call.as(Input.class).patch());
        var rest = lines.size() - PREVIEWED;
        return lines.stream().limit(PREVIEWED).collect(Collectors.joining("\n"))
                + (rest > 0 ? "\n… %d more lines".formatted(rest) : "");
    }

    @Override
    public Result call(Call call) {
        UnifiedDiff diff;
        try {
            diff = UnifiedDiff.of(call.as(Input.class).patch());
        } catch (UnifiedDiff.MalformedException e) {
            return Result.failure(e.getMessage() + " Nothing was changed.");
        }
        var desk = desks.apply(call.project());
        var draft = new Draft(desk, desk.memory(call));
        var conflicts = new ArrayList<String>();
        var told = new ArrayList<String>();
        var stale = false;
        for (var file : diff.files()) {
            try {
                told.add(drafted(draft, file, diff.lineEnd(), conflicts));
            } catch (AuleException e) {
                conflicts.add(e.getMessage());
                stale |= e.code() == ErrorCode.STALE_REVISION;
            }
        }
        if (!conflicts.isEmpty()) {
            return stale
                    ? Result.failure(ErrorCode.STALE_REVISION.wire(), refusal(conflicts))
                    : Result.failure(refusal(conflicts));
        }
        return Result.success(String.join("\n", told), draft.write());
    }

    private static String refusal(List<String> conflicts) {
        var rest = conflicts.size() - TOLD;
        return "Nothing was changed.\n"
                + conflicts.stream().limit(TOLD).collect(Collectors.joining("\n\n"))
                + (rest > 0 ? "\n\n%d more do not fit either.".formatted(rest) : "");
    }

    private static String drafted(Draft draft, FilePatch patch, String lineEnd, List<String> conflicts) {
        patch.paths().stream().filter(WorkspacePath::leaves).findFirst().ifPresent(it -> {
            throw Draft.conflict(it, "leads outside the workspace; a patch stays inside.");
        });
        if (patch.mode().map(it -> (it & LINK) == LINK).orElse(false)) {
            throw Draft.conflict(patch.path(), "is a link, which a patch does not make here.");
        }
        var before = before(draft, patch);
        var after = after(patch, before, lineEnd, conflicts);
        return switch (patch.kind()) {
            case DELETE -> deleted(draft, patch, after);
            case RENAME -> {
                draft.remove(patch.from());
                draft.moved(patch.from(), patch.to());
                yield put(draft, patch, after, "Moved %s to".formatted(patch.from()));
            }
            case COPY -> put(draft, patch, after, "Copied %s to".formatted(patch.from()));
            case CREATE -> put(draft, patch, after, "Created");
            case MODIFY -> put(draft, patch, after, "Changed");
        };
    }

    private record After(FileState state, List<String> notes) {}

    private static FileState before(Draft draft, FilePatch patch) {
        if (patch.kind() != FilePatch.Kind.MODIFY
                && patch.kind() != FilePatch.Kind.DELETE
                && draft.find(patch.to()).isPresent()) {
            throw Draft.conflict(patch.to(), "exists already; the patch makes it anew.");
        }
        if (patch.kind() == FilePatch.Kind.CREATE) {
            return FileState.NOTHING;
        }
        return draft.find(patch.from())
                .orElseThrow(() -> Draft.conflict(patch.from(), "is not there; the patch changes it."));
    }

    private static After after(FilePatch patch, FileState before, String lineEnd, List<String> conflicts) {
        if (patch.hunks().isEmpty()) {
            return new After(before, List.of());
        }
        var text = before.text(patch.from());
        var patching = new Patching(patch.path(), text.text(), lineEnd);
        patch.hunks().forEach(it -> patching.take(it).ifPresent(conflicts::add));
        return new After(before.with(text.with(patching.after()).bytes(patch.path())), patching.notes());
    }

    private static String deleted(Draft draft, FilePatch patch, After after) {
        if (after.state().bytes().length > 0) {
            throw Draft.conflict(
                    patch.from(), "has more lines than the patch removes, so it is not deleted; use delete.");
        }
        draft.remove(patch.from());
        return "Deleted %s.".formatted(patch.from());
    }

    private static String put(Draft draft, FilePatch patch, After after, String done) {
        var state = after.state();
        draft.put(
                patch.to(),
                patch.mode().map(it -> state.executable((it & EXECUTABLE) != 0)).orElse(state));
        var notes = after.notes().isEmpty() ? "" : " (%s)".formatted(String.join(", ", after.notes()));
        return "%s %s%s.".formatted(done, patch.to(), notes);
    }
}
