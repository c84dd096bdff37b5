package aule.tools;

import aule.kernel.FileChange;
import aule.kernel.ToolName;
import java.time.Duration;
import java.util.List;

/** Makes a folder. */
final class MakeDir implements Tool {

    record Input(String path) {}

    private static final Spec SPEC = new Spec(
            new ToolName("make_dir"),
            "Make a folder and those above it.",
            Input.class,
            Effect.WRITE,
            true,
            Duration.ofSeconds(30));

    private final Desk.Room desks;

    MakeDir(Desk.Room desks) {
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
    public Result call(Call call) {
        var path = call.as(Input.class).path();
        var desk = desks.apply(call.project());
        if (desk.isFolder(path)) {
            return Result.success("The folder %s exists already.".formatted(path));
        }
        desk.mkdirs(path);
        var change = new FileChange(desk.name(path), "created", 0, 0, 0);
        return Result.success("Made the folder %s.".formatted(path), List.of(change));
    }
}
