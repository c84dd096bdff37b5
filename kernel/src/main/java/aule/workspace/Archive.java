package aule.workspace;

import static java.nio.charset.StandardCharsets.US_ASCII;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.workspace.objects.DiskException;
import aule.workspace.objects.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.eclipse.jgit.lib.ObjectId;

/**
 * A checkpoint that travels: a line that says what it is and names its state by hash, then a git pack of everything
 * that the state reaches, which ends in its own checksum.
 */
final class Archive {

    private static final String TITLE = "aule-checkpoint 1 ";
    private static final int LENGTH = TITLE.length() + 41;

    private Archive() {}

    static void send(ObjectStore store, ObjectId state, OutputStream out) throws IOException {
        out.write((TITLE + state.name() + "\n").getBytes(US_ASCII));
        store.send(state, out);
    }

    /** @throws AuleException with {@code INVALID} if it is no whole, unchanged archive */
    static Camera.Picture receive(ObjectStore store, InputStream in) throws IOException {
        try {
            var state = ObjectId.fromString(title(in));
            store.receive(state, in);
            return Inventory.of(store, state);
        } catch (DiskException e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            throw new AuleException(
                    ErrorCode.INVALID, "The archive is no checkpoint, or a part of it is missing or changed.", e);
        }
    }

    private static String title(InputStream in) throws IOException {
        var line = new String(in.readNBytes(LENGTH), US_ASCII);
        if (line.length() < LENGTH || !line.startsWith(TITLE)) {
            throw new IOException("The title is missing.");
        }
        return line.substring(TITLE.length()).strip();
    }
}
