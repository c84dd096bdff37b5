package aule.workspace;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/**
 * A folder of a checkpoint as bytes: git's format of a tree, with all nine permission bits in the mode and whatever
 * names the system allows, {@code .git} among them.
 */
final class KeptFolder {

    private KeptFolder() {}

    static byte[] encode(List<Kept> entries) {
        var out = new ByteArrayOutputStream();
        var ordered = new TreeMap<byte[], Kept>(Arrays::compareUnsigned);
        entries.forEach(it -> ordered.put(order(it), it));
        for (var entry : ordered.values()) {
            out.writeBytes(Integer.toOctalString(entry.mode()).getBytes(US_ASCII));
            out.write(' ');
            out.writeBytes(RawNames.bytes(entry.name()));
            out.write(0);
            var id = new byte[Constants.OBJECT_ID_LENGTH];
            entry.object().copyRawTo(id, 0);
            out.writeBytes(id);
        }
        return out.toByteArray();
    }

    /** @throws IOException if these are no bytes of {@link #encode}, or name something outside the folder */
    static List<Kept> decode(byte[] bytes) throws IOException {
        var entries = new ArrayList<Kept>();
        var names = new HashSet<String>();
        for (int at = 0; at < bytes.length; ) {
            var space = find(bytes, ' ', at);
            var end = find(bytes, 0, space);
            var next = end + 1 + Constants.OBJECT_ID_LENGTH;
            if (next > bytes.length) {
                throw broken();
            }
            var name = RawNames.text(Arrays.copyOfRange(bytes, space + 1, end));
            entries.add(new Kept(checked(name, names), mode(bytes, at, space), ObjectId.fromRaw(bytes, end + 1)));
            at = next;
        }
        return entries;
    }

    private static int find(byte[] bytes, int wanted, int from) throws IOException {
        for (int at = from; at < bytes.length; at++) {
            if (bytes[at] == wanted) {
                return at;
            }
        }
        throw broken();
    }

    private static int mode(byte[] bytes, int from, int to) throws IOException {
        var mode = 0;
        for (int at = from; at < to; at++) {
            if (bytes[at] < '0' || bytes[at] > '7' || at - from > 6) {
                throw broken();
            }
            mode = mode << 3 | bytes[at] - '0';
        }
        var kept = new Kept("", mode, ObjectId.zeroId());
        if (!kept.isFolder() && !kept.isFile() && !kept.isLink()) {
            throw broken();
        }
        return mode;
    }

    private static String checked(String name, Set<String> names) throws IOException {
        if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('/') >= 0 || !names.add(name)) {
            throw broken();
        }
        return name;
    }

    private static IOException broken() {
        return new IOException("This is no folder of a checkpoint.");
    }

    /** Git orders a folder as if its name ended in a slash. */
    private static byte[] order(Kept entry) {
        return RawNames.bytes(entry.isFolder() ? entry.name() + "/" : entry.name());
    }
}
