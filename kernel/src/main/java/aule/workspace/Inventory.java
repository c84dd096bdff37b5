package aule.workspace;

import aule.workspace.objects.ObjectStore;
import java.io.IOException;
import org.eclipse.jgit.lib.ObjectId;

/** Counts what a kept state holds, and so sees that all of its folders are sound. */
final class Inventory {

    private final ObjectStore store;
    private long files;
    private long bytes;

    private Inventory(ObjectStore store) {
        this.store = store;
    }

    static Camera.Picture of(ObjectStore store, ObjectId id) throws IOException {
        var state = KeptState.read(store, id);
        var inventory = new Inventory(store);
        inventory.count(state.files());
        return new Camera.Picture(id, state, inventory.files, inventory.bytes);
    }

    private void count(ObjectId folder) throws IOException {
        for (var entry : KeptFolder.decode(store.read(folder, KeptState.LARGEST_FOLDER))) {
            if (entry.isFolder()) {
                count(entry.object());
            } else {
                files++;
                bytes += store.size(entry.object());
            }
        }
    }
}
