package aule.workspace;

import static java.nio.charset.StandardCharsets.UTF_8;

import aule.workspace.Differences.Difference;
import aule.workspace.objects.ObjectStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.jspecify.annotations.Nullable;

/**
 * What changed in a text file, as a unified diff with three lines around each change.
 *
 * @param text the diff, or its beginning
 * @param cut whether there is more
 */
public record Patch(String text, boolean cut) {

    /** Larger files are not compared, in bytes. */
    private static final int LARGEST = 512 * 1024;

    private static final int LONGEST = 64 * 1024;

    /**
     * Empty if it is about anything but text, or about too much of it.
     *
     * @param from the path that it had, null if it had the same
     */
    static Optional<Patch> of(ObjectStore store, Difference one, @Nullable String from) throws IOException {
        var before = text(store, one.before());
        var after = text(store, one.after());
        if (before.isEmpty() || after.isEmpty()) {
            return Optional.empty();
        }
        var edits = new HistogramDiff().diff(RawTextComparator.DEFAULT, before.get(), after.get());
        if (edits.isEmpty()) {
            return Optional.empty();
        }
        var path = RawNames.shown(one.path());
        var old = from == null ? path : RawNames.shown(from);
        var out = new ByteArrayOutputStream();
        out.writeBytes(
                (header("---", "a/" + old, one.before()) + header("+++", "b/" + path, one.after())).getBytes(UTF_8));
        try (var formatter = new DiffFormatter(out)) {
            formatter.format(edits, before.get(), after.get());
        }
        var text = out.toString(UTF_8);
        return Optional.of(new Patch(text.substring(0, Math.min(LONGEST, text.length())), text.length() > LONGEST));
    }

    private static String header(String mark, String path, @Nullable Kept side) {
        return "%s %s%n"
                .formatted(mark, side == null || !side.isFile() ? "/dev/null" : path)
                .replace("\r", "");
    }

    /** What is no file counts as an empty one. */
    private static Optional<RawText> text(ObjectStore store, @Nullable Kept side) throws IOException {
        if (side == null || !side.isFile()) {
            return Optional.of(new RawText(new byte[0]));
        }
        if (store.size(side.object()) > LARGEST) {
            return Optional.empty();
        }
        var bytes = store.read(side.object(), LARGEST);
        return RawText.isBinary(bytes) ? Optional.empty() : Optional.of(new RawText(bytes));
    }
}
