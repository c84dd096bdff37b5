package aule.tools;

import aule.kernel.FileChange;
import aule.kernel.ToolName;
import aule.schema.Describe;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Deletes a file, or a folder with all that is in it. */
final class Delete implements Tool {

    record Input(
            @Describe("A file, or a folder with all in it.") String path) {}

    private static final int LISTED = 200;

    private static final Spec SPEC = new Spec(
            new ToolName("delete"),
            "Delete a file or folder.",
            Input.class,
            Effect.WRITE,
            false,
            Duration.ofMinutes(2));

    private final Desk.Room desks;

    Delete(Desk.Room desks) {
        this.desks = desks;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Named named() {
        return new Named(List.of("path"), true);
    }

    @Override
    public Reach reach(Call call) {
        var path = call.as(Input.class).path();
        return new Reach(List.of(path), Counted.files(desks.apply(call.project()), List.of(path)), "");
    }

    @Override
    public String preview(Call call) {
        var path = call.as(Input.class).path();
        var desk = desks.apply(call.project());
        var files = Listing.of(desk, path, LISTED).files();
        return files.keySet().stream()
                .collect(Collectors.joining("\n", "delete %s (%,d files)\n".formatted(path, desk.count(path)), ""));
    }

    @Override
    public Result call(Call call) {
        var path = call.as(Input.class).path();
        var desk = desks.apply(call.project());
        if (desk.name(path).isEmpty()) {
            return Result.failure("The workspace itself stays; delete what is in it.");
        }
        var changes = changes(desk, path);
        var count = desk.find(path).isPresent() ? desk.count(path) : 1;
        desk.delete(path);
        return Result.success("Deleted %s (%,d %s).".formatted(path, count, count == 1 ? "file" : "files"), changes);
    }

    private static List<FileChange> changes(Desk desk, String path) {
        var gone = Listing.of(desk, path, LISTED).files().keySet().stream()
                .map(it -> new FileChange(it, "deleted", 0, 0, 0))
                .toList();
        return gone.isEmpty() ? List.of(new FileChange(desk.name(path), "deleted", 0, 0, 0)) : gone;
    }
}
