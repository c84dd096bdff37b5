package aule.tools;

import aule.kernel.FileChange;
import aule.workspace.Encoded;
import java.util.List;

/** One file getting other content: the change as receipts and previews show it. */
final class Rewrite {

    private static final int PREVIEWED = 40;

    private final Desk desk;
    private final String path;
    private final boolean existed;
    private final Encoded before;
    private final Encoded after;

    private Rewrite(Desk desk, String path, boolean existed, Encoded before, Encoded after) {
        this.desk = desk;
        this.path = path;
        this.existed = existed;
        this.before = before;
        this.after = after;
    }

    static Rewrite of(Desk desk, String path, String after) {
        var existed = desk.find(path).isPresent();
        var before = existed && !desk.isFolder(path)
                ? Encoded.of(desk.read(path)).orElse(Encoded.utf8(""))
                : Encoded.utf8("");
        return new Rewrite(desk, desk.name(path), existed, before, Encoded.utf8(after));
    }

    static Rewrite of(Desk desk, String path, Encoded before, Encoded after) {
        return new Rewrite(desk, desk.name(path), true, before, after);
    }

    boolean existed() {
        return existed;
    }

    int bytes() {
        return after.bytes(path).length;
    }

    /** Writes the file whole and tells what changed; nothing if it was so already. */
    List<FileChange> write(Memory memory) {
        var bytes = after.bytes(path);
        if (existed && before.equals(after)) {
            memory.saw(path, bytes);
            return List.of();
        }
        desk.write(path, bytes);
        memory.saw(path, bytes);
        return List.of(change());
    }

    FileChange change() {
        var diff = LineDiff.of(before.text(), after.text());
        var kind = existed ? "modified" : "created";
        return new FileChange(
                path, kind, bytes(), diff.added().size(), diff.removed().size());
    }

    String preview(String verb) {
        var diff = LineDiff.of(before.text(), after.text());
        return "%s %s (%,d bytes%s)\n%s"
                .formatted(verb, path, bytes(), existed ? "" : ", a new file", diff.head(PREVIEWED));
    }
}
