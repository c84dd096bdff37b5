package aule.tools;

import aule.kernel.AuleException;
import aule.kernel.FileChange;
import aule.kernel.ToolName;
import aule.schema.Describe;
import java.time.Duration;
import java.util.List;

/** Moves or renames a file or folder. */
final class Move implements Tool {

    record Input(
            String from,
            @Describe("Its new path; must not exist.") String to) {}

    private static final Spec SPEC = new Spec(
            new ToolName("move"),
            "Move or rename a file or folder.",
            Input.class,
            Effect.WRITE,
            false,
            Duration.ofSeconds(30));

    private final Desk.Room desks;

    Move(Desk.Room desks) {
        this.desks = desks;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Named named() {
        return new Named(List.of("from", "to"), true);
    }

    @Override
    public Reach reach(Call call) {
        var input = call.as(Input.class);
        return Reach.path(input.from(), input.to());
    }

    @Override
    public String preview(Call call) {
        var input = call.as(Input.class);
        return "move %s to %s".formatted(input.from(), input.to());
    }

    @Override
    public Result call(Call call) {
        var input = call.as(Input.class);
        var desk = desks.apply(call.project());
        var before = desk.find(input.from()).orElseThrow(() -> AuleException.notFound("file", input.from()));
        desk.move(input.from(), input.to());
        desk.memory(call).forget(input.to());
        var gone = new FileChange(desk.name(input.from()), "deleted", 0, 0, 0);
        var here = new FileChange(desk.name(input.to()), "moved", before.size(), 0, 0);
        return Result.success("Moved %s to %s.".formatted(input.from(), input.to()), List.of(gone, here));
    }
}
