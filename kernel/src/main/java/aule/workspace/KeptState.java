package aule.workspace;

import static java.nio.charset.StandardCharsets.US_ASCII;

import aule.workspace.objects.ObjectStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/**
 * A whole workspace as a checkpoint holds it: one object that names the folder and a list of what is left out, so that
 * the same state has the same hash.
 *
 * @param files the workspace's folder
 */
record KeptState(ObjectId files, List<LeftOut> leftOut) {

    /** The most that one folder's names may take, in bytes. */
    static final int LARGEST_FOLDER = 64 << 20;

    private static final String FILES = "files";
    private static final String LEFT_OUT = "left-out";

    KeptState {
        leftOut = List.copyOf(leftOut);
    }

    ObjectId write(ObjectStore.Writer writer) throws IOException {
        var parts = new ArrayList<Kept>();
        parts.add(Kept.folder(FILES, 0, files));
        if (!leftOut.isEmpty()) {
            var lines = lines();
            parts.add(Kept.file(LEFT_OUT, 0, writer.content(lines, lines.length)));
        }
        return writer.folder(KeptFolder.encode(parts));
    }

    static KeptState read(ObjectStore store, ObjectId state) throws IOException {
        var parts = KeptFolder.decode(store.read(state, LARGEST_FOLDER));
        var files = part(parts, FILES).orElseThrow(() -> new IOException("This is no state of a workspace."));
        var lines = part(parts, LEFT_OUT);
        return new KeptState(files, lines.isEmpty() ? List.of() : leftOut(store.read(lines.get(), LARGEST_FOLDER)));
    }

    private static Optional<ObjectId> part(List<Kept> parts, String name) {
        return parts.stream()
                .filter(it -> it.name().equals(name))
                .map(Kept::object)
                .findFirst();
    }

    /** A reason, a space, a path as the system writes it, and a NUL each: a path can have everything but a NUL. */
    private byte[] lines() {
        var out = new ByteArrayOutputStream();
        for (var one : leftOut) {
            out.writeBytes((one.reason().wire() + " ").getBytes(US_ASCII));
            out.writeBytes(RawNames.bytes(one.path()));
            out.write(0);
        }
        return out.toByteArray();
    }

    private static List<LeftOut> leftOut(byte[] lines) throws IOException {
        var all = new ArrayList<LeftOut>();
        for (var line : RawNames.text(lines).split("\0", 0)) {
            var space = line.indexOf(' ');
            if (space < 0) {
                throw new IOException("This is no list of what is left out.");
            }
            var reason = line.substring(0, space).toUpperCase(Locale.ROOT);
            all.add(new LeftOut(line.substring(space + 1), LeftOut.Reason.valueOf(reason)));
        }
        return all;
    }
}
