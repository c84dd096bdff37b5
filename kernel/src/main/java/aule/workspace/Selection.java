package aule.workspace;

import aule.workspace.Differences.Difference;
import aule.workspace.objects.ObjectStore;
import java.io.IOException;
import java.util.List;

/**
 * The part of a workspace that is meant.
 *
 * @param paths files and folders with all that is in them; empty for everything
 */
record Selection(List<String> paths) {

    /** Whether a difference is meant itself, or is a missing folder on the way to what is meant. */
    boolean has(Difference one) {
        return paths.isEmpty() || paths.stream().anyMatch(it -> below(one.path(), it) || onTheWay(one, it));
    }

    /** @throws aule.kernel.AuleException with {@code NOT_FOUND} if a path is in neither state */
    void check(ObjectStore store, KeptState one, KeptState other) throws IOException {
        for (var path : paths) {
            if (!in(store, one, path) && !in(store, other, path)) {
                throw Names.missing(path);
            }
        }
    }

    private static boolean below(String path, String folder) {
        return folder.isEmpty() || path.equals(folder) || path.startsWith(folder + "/");
    }

    private static boolean onTheWay(Difference one, String path) {
        return one.before() == null
                && one.after() != null
                && one.after().isFolder()
                && path.startsWith(one.path() + "/");
    }

    private static boolean in(ObjectStore store, KeptState state, String path) throws IOException {
        var folder = state.files();
        var parts = Names.split(path);
        for (var part : parts) {
            var found = KeptFolder.decode(store.read(folder, KeptState.LARGEST_FOLDER)).stream()
                    .filter(it -> it.name().equals(part))
                    .findFirst();
            if (found.isEmpty()) {
                return false;
            }
            folder = found.get().object();
        }
        return true;
    }
}
