package aule.tools;

import aule.kernel.FileChange;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One file getting other content: the change as receipts and previews show it. */
final class Rewrite {

    private static final int PREVIEWED = 40;

    private final Desk desk;
    private final String path;
    private final boolean existed;
    private final String before;
    private final String after;

    private Rewrite(Desk desk, String path, boolean existed, String before, String after) {
        this.desk = desk;
        this.path = path;
        this.existed = existed;
        this.before = before;
        this.after = after;
    }

    static Rewrite of(Desk desk, String path, String after) {
        var existed = desk.find(path).isPresent();
        var before = existed && !desk.isFolder(path) ? Text.of(desk.read(path)).orElse("") : "";
        return new Rewrite(desk, desk.name(path), existed, before, after);
    }

    static Rewrite of(Desk desk, String path, String before, String after) {
        return new Rewrite(desk, desk.name(path), true, before, after);
    }

    boolean existed() {
        return existed;
    }

    int bytes() {
        return after.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Writes the file whole and tells what changed; nothing if it was so already. */
    List<FileChange> write() {
        if (existed && before.equals(after)) {
            return List.of();
        }
        desk.write(path, after.getBytes(StandardCharsets.UTF_8));
        return List.of(change());
    }

    FileChange change() {
        var diff = LineDiff.of(before, after);
        var kind = existed ? "modified" : "created";
        return new FileChange(
                path, kind, bytes(), diff.added().size(), diff.removed().size());
    }

    String preview(String verb) {
        var diff = LineDiff.of(before, after);
        return "%s %s (%,d bytes%s)\n%s"
                .formatted(verb, path, bytes(), existed ? "" : ", a new file", diff.head(PREVIEWED));
    }
}
