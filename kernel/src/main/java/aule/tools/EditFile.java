package aule.tools;

import aule.kernel.ToolName;
import aule.schema.Describe;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Replaces exactly the text that was named, and says precisely why when it is not there as named. */
final class EditFile implements Tool {

    record Input(
            String path,

            @Describe("Exact text to find, with its indentation.")
            String search,

            String replace,

            @Describe(value = "How often it must occur; 1 if absent.", min = 1) @Nullable
            Integer expectedCount) {}

    private static final Spec SPEC = new Spec(
            new ToolName("edit_file"),
            "Replace exact text in a file.",
            Input.class,
            Effect.WRITE,
            false,
            Duration.ofSeconds(30));

    private final Desk.Room desks;

    EditFile(Desk.Room desks) {
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
        return "edit %s\n%s"
                .formatted(
                        input.path(),
                        LineDiff.of(input.search(), input.replace()).head(40));
    }

    @Override
    public Result call(Call call) {
        var input = call.as(Input.class);
        var desk = desks.apply(call.project());
        return Editing.edit(
                desk,
                desk.memory(call),
                input.path(),
                List.of(new Replacement(input.search(), input.replace(), input.expectedCount())));
    }
}
