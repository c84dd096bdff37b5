package aule.tools;

import aule.kernel.FileChange;
import aule.kernel.ToolName;
import aule.schema.Describe;
import java.time.Duration;
import java.util.List;

/** Copies a file, or a folder with all that is in it. */
final class Copy implements Tool {

    record Input(String from, @Describe("Must not exist.") String to) {}

    private static final int LISTED = 200;

    private static final Spec SPEC = new Spec(
                    new ToolName("copy"),
                    "Copy a file or folder.",
                    Input.class,
                    Effect.WRITE,
                    false,
                    Duration.ofMinutes(2))
            .neededSeldom();

    private final Desk.Room desks;

    Copy(Desk.Room desks) {
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
        return "copy %s to %s (%,d files)"
                .formatted(input.from(), input.to(), desks.apply(call.project()).count(input.from()));
    }

    @Override
    public Result call(Call call) {
        var input = call.as(Input.class);
        var desk = desks.apply(call.project());
        var count = desk.copy(input.from(), input.to());
        desk.memory(call).forget(input.to());
        var files = Listing.of(desk, input.to(), LISTED).files();
        var changes = files.entrySet().stream()
                .map(it -> new FileChange(it.getKey(), "created", it.getValue().size(), 0, 0))
                .toList();
        var made = changes.isEmpty() ? List.of(new FileChange(desk.name(input.to()), "created", 0, 0, 0)) : changes;
        return Result.success(
                "Copied %s to %s (%,d %s)."
                        .formatted(input.from(), input.to(), count, count == 1 ? "entry" : "entries"),
                made);
    }
}
