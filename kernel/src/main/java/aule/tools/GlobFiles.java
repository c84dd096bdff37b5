package aule.tools;

import aule.kernel.ToolName;
import aule.schema.Describe;
import aule.workspace.Entry;
import aule.workspace.Found;
import aule.workspace.Glob;
import aule.workspace.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds files by the pattern of their paths. */
final class GlobFiles implements Tool {

    record Input(
            @Describe("*.py in any folder; src/**/*.ts from the path on; ending in /, folders.")
            String pattern,

            @Nullable String path,

            @Describe("Also hidden and git-ignored ones.") @Nullable
            Boolean all,

            @Describe(value = "200 if absent.", min = 1, max = 2_000) @Nullable
            Integer limit) {}

    private static final int PATHS = 200;
    private static final int BYTES = 14 * 1024;

    private static final Spec SPEC = new Spec(
            new ToolName("glob"),
            "Find files by name pattern.",
            Input.class,
            Effect.READ,
            true,
            Duration.ofSeconds(60));

    private final Desk.Room desks;

    GlobFiles(Desk.Room desks) {
        this.desks = desks;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Named named() {
        return Named.file("path");
    }

    @Override
    public Reach reach(Call call) {
        return Reach.path(Hunt.path(call.as(Input.class).path()));
    }

    @Override
    public Result call(Call call) throws InterruptedException {
        var input = call.as(Input.class);
        var desk = desks.apply(call.project());
        var hunt = new Hunt(desk, input.path());
        var matches = new Matches(input, hunt);
        var all = Boolean.TRUE.equals(input.all());
        var whole = hunt.through(new Scope(all, Hunt.MOST), matches);
        return matches.result(whole, all);
    }

    /** The paths that fit, as many as were asked for. */
    private static final class Matches implements Found.Visitor {

        private final String asked;
        private final Glob glob;
        private final boolean folders;
        private final int limit;
        private final Hunt hunt;
        private final List<String> paths = new ArrayList<>();
        private int left = BYTES;
        private boolean more;

        Matches(Input input, Hunt hunt) {
            this.asked = input.pattern();
            this.folders = asked.endsWith("/");
            this.glob = Glob.of(folders ? asked.substring(0, asked.length() - 1) : asked);
            this.limit = input.limit() == null ? PATHS : input.limit();
            this.hunt = hunt;
        }

        @Override
        public boolean visit(Found found) {
            var entry = found.entry();
            var wanted = folders == (entry.kind() == Entry.Kind.DIR) && glob.matches(hunt.below(entry));
            if (!wanted) {
                return true;
            }
            left -= entry.path().length() + 1;
            more = paths.size() == limit || left < 0;
            if (!more) {
                paths.add(folders ? entry.path() + "/" : entry.path());
            }
            return !more;
        }

        Result result(boolean whole, boolean all) {
            if (paths.isEmpty()) {
                return Result.success(
                        "No %s matches '%s'.%s".formatted(folders ? "folder" : "file", asked, hunt.unseen(whole, all)));
            }
            var note = more
                    ? "\n[%,d shown; there are more. Narrow the pattern or the path.]".formatted(paths.size())
                    : whole ? "" : "\n[" + hunt.unseen(false, true).strip() + "]";
            return new Result.Success(String.join("\n", paths) + note, List.of(), null, !whole);
        }
    }
}
