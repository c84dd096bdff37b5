package aule.tools;

import aule.kernel.ToolName;
import aule.schema.Describe;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Replaces several exact texts of one file. */
final class MultiEdit implements Tool {

    record Input(
            String path, @Describe("Made in this order.") List<Replacement> edits) {}

    private static final int PREVIEWED = 20;

    private static final Spec SPEC = new Spec(
                    new ToolName("multi_edit"),
                    "Several edit_file on one file, all or nothing.",
                    Input.class,
                    Effect.WRITE,
                    false,
                    Duration.ofSeconds(30))
            .neededSeldom();

    private final Desk.Room desks;

    MultiEdit(Desk.Room desks) {
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
        return input.edits().stream()
                .map(it -> LineDiff.of(it.search(), it.replace()).head(PREVIEWED))
                .collect(Collectors.joining("\n", "edit %s\n".formatted(input.path()), ""));
    }

    @Override
    public Result call(Call call) {
        var input = call.as(Input.class);
        if (input.edits().isEmpty()) {
            return Result.failure("There is no edit; name at least one.");
        }
        var desk = desks.apply(call.project());
        return Editing.edit(desk, desk.memory(call), input.path(), input.edits());
    }
}
