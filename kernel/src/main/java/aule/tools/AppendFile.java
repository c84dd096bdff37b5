package aule.tools;

import aule.kernel.FileChange;
import aule.kernel.ToolName;
import aule.schema.Describe;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Puts text at the end of one file. */
final class AppendFile implements Tool {

    record Input(
            String path,
            @Describe("Put at the end exactly as it is.") String content) {}

    private static final Spec SPEC = new Spec(
            new ToolName("append_file"),
            "Add text at the end of a file; made if missing.",
            Input.class,
            Effect.WRITE,
            false,
            Duration.ofSeconds(30));

    private final Desk.Room desks;

    AppendFile(Desk.Room desks) {
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
        return Reach.path(call.as(Input.class).path());
    }

    @Override
    public String preview(Call call) {
        var input = call.as(Input.class);
        return "append to %s\n%s"
                .formatted(input.path(), LineDiff.of("", input.content()).head(40));
    }

    @Override
    public Result call(Call call) {
        var input = call.as(Input.class);
        var desk = desks.apply(call.project());
        if (desk.isFolder(input.path())) {
            return Result.failure("'%s' is a folder; name a file in it.".formatted(input.path()));
        }
        var existed = desk.find(input.path()).isPresent();
        var memory = desk.memory(call);
        var current = memory.isCurrent(input.path());
        desk.append(input.path(), input.content().getBytes(StandardCharsets.UTF_8));
        if (current || !existed) {
            memory.saw(input.path());
        }
        var size = desk.find(input.path()).orElseThrow().size();
        var change = new FileChange(
                desk.name(input.path()),
                existed ? "modified" : "created",
                size,
                Text.lines(input.content()).size(),
                0);
        return Result.success("Appended; %s has %,d bytes now.".formatted(input.path(), size), List.of(change));
    }
}
