package aule.tools;

import aule.kernel.ToolName;
import aule.schema.Describe;
import aule.workspace.Entry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lists one folder. */
final class ListDir implements Tool {

    record Input(
            @Describe("A folder; the workspace if absent.") @Nullable
            String path,

            @Describe("Also names that begin with a dot.") @Nullable
            Boolean hidden) {}

    private static final int ENTRIES = 500;

    private static final Spec SPEC = new Spec(
            new ToolName("list_dir"),
            "List a folder with kinds and sizes.",
            Input.class,
            Effect.READ,
            true,
            Duration.ofSeconds(30));

    private final Desk.Room desks;

    ListDir(Desk.Room desks) {
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
        return Reach.path(path(call.as(Input.class)));
    }

    @Override
    public Result call(Call call) {
        var input = call.as(Input.class);
        var hidden = Optional.ofNullable(input.hidden()).orElse(false);
        var entries = desks.apply(call.project()).list(path(input), hidden);
        if (entries.isEmpty()) {
            return Result.success("(The folder is empty.)");
        }
        var shown = entries.stream().limit(ENTRIES).map(ListDir::line).collect(Collectors.joining("\n"));
        var cut = entries.size() > ENTRIES;
        var note = cut ? "\n[%,d of %,d entries.]".formatted(ENTRIES, entries.size()) : "";
        return new Result.Success(shown + note, List.of(), null, cut);
    }

    private static String path(Input input) {
        return Optional.ofNullable(input.path()).orElse("");
    }

    private static String line(Entry entry) {
        return switch (entry.kind()) {
            case DIR -> entry.name() + "/";
            case FILE -> "%s  %,d bytes".formatted(entry.name(), entry.size());
            case LINK -> entry.name() + "  (link)";
            case OTHER -> entry.name() + "  (neither file nor folder)";
        };
    }
}
