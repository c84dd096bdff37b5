package aule.tools;

import aule.kernel.ToolName;
import aule.schema.Describe;
import java.time.Duration;

/** Creates or replaces one text file. */
final class WriteFile implements Tool {

    record Input(
            String path, @Describe("The whole new content.") String content) {}

    private static final Spec SPEC = new Spec(
            new ToolName("write_file"),
            "Create or replace a file; missing folders are made.",
            Input.class,
            Effect.WRITE,
            true,
            Duration.ofSeconds(30));

    private final Desk.Room desks;

    WriteFile(Desk.Room desks) {
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
        return rewrite(call).preview("write");
    }

    @Override
    public Result call(Call call) {
        var path = call.as(Input.class).path();
        var desk = desks.apply(call.project());
        if (desk.isFolder(path)) {
            return Result.failure("'%s' is a folder; name a file in it.".formatted(path));
        }
        var memory = desk.memory(call);
        memory.unchanged(path);
        var rewrite = rewrite(call);
        var changes = rewrite.write(memory);
        if (changes.isEmpty()) {
            return Result.success("'%s' had exactly this content already.".formatted(path));
        }
        var done = rewrite.existed() ? "Replaced" : "Created";
        return Result.success("%s %s (%,d bytes).".formatted(done, path, rewrite.bytes()), changes);
    }

    private Rewrite rewrite(Call call) {
        var input = call.as(Input.class);
        return Rewrite.of(desks.apply(call.project()), input.path(), input.content());
    }
}
