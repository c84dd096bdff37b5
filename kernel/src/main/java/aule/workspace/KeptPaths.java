package aule.workspace;

import aule.workspace.objects.ObjectStore;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** Finds what a kept state has at a path. */
final class KeptPaths {

    private final ObjectStore store;
    private final ObjectId root;
    private final Map<ObjectId, Map<String, Kept>> folders = new HashMap<>();

    KeptPaths(ObjectStore store, KeptState state) {
        this.store = store;
        this.root = state.files();
    }

    /** Null if there is nothing. */
    @Nullable
    Kept at(String path) throws IOException {
        Kept found = null;
        var folder = root;
        for (var name : Names.split(path)) {
            if (found != null && !found.isFolder()) {
                return null;
            }
            found = entries(folder).get(name);
            if (found == null) {
                return null;
            }
            folder = found.object();
        }
        return found;
    }

    /** What is in the folder at a path; nothing if there is no folder. */
    Collection<Kept> children(String path) throws IOException {
        if (path.isEmpty()) {
            return entries(root).values();
        }
        var folder = at(path);
        return folder != null && folder.isFolder() ? entries(folder.object()).values() : List.of();
    }

    private Map<String, Kept> entries(ObjectId folder) throws IOException {
        var known = folders.get(folder);
        if (known == null) {
            known = new LinkedHashMap<>();
            for (var entry : KeptFolder.decode(store.read(folder, KeptState.LARGEST_FOLDER))) {
                known.put(entry.name(), entry);
            }
            folders.put(folder, known);
        }
        return known;
    }
}
