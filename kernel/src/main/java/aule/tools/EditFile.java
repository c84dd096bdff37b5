package aule.tools;

import aule.kernel.AuleException;
import aule.kernel.ToolName;
import aule.schema.Describe;
import java.time.Duration;
import java.util.ArrayList;
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
        if (desk.isFolder(input.path())) {
            return Result.failure("'%s' is a folder; name a file in it.".formatted(input.path()));
        }
        if (input.search().isEmpty()) {
            return Result.failure("The text to search for is empty; name the text to replace, or use write_file.");
        }
        var size = desk.find(input.path())
                .orElseThrow(() -> AuleException.notFound("file", input.path()))
                .size();
        if (size > Desk.LARGEST) {
            return Result.failure(
                    "'%s' has %,d bytes, too many to edit here; use exec (sed).".formatted(input.path(), size));
        }
        return Text.of(desk.read(input.path()))
                .map(text -> edit(desk, input, text))
                .orElseGet(() -> Result.failure("'%s' is a binary file; it cannot be edited.".formatted(input.path())));
    }

    private static Result edit(Desk desk, Input input, String text) {
        var places = places(text, input.search());
        var expected = input.expectedCount() == null ? 1 : input.expectedCount();
        if (places.isEmpty()) {
            return Result.failure(Mismatch.explain(input.path(), text, input.search(), input.replace()));
        }
        if (places.size() != expected) {
            return Result.failure(Mismatch.count(input.path(), text, places, expected));
        }
        var rewrite = Rewrite.of(desk, input.path(), text, text.replace(input.search(), input.replace()));
        var changes = rewrite.write();
        var lines = Mismatch.numbers(text, places);
        return Result.success("Replaced in %s at %s.".formatted(input.path(), lines), changes);
    }

    private static List<Integer> places(String text, String search) {
        var places = new ArrayList<Integer>();
        for (var at = text.indexOf(search); at >= 0; at = text.indexOf(search, at + search.length())) {
            places.add(at);
        }
        return places;
    }
}
