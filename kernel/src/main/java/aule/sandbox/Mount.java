package aule.sandbox;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** How a sandbox user reaches the workspace. */
sealed interface Mount {

    /** The folder under which the workspace is found. */
    Path at();

    /** The user can walk there. */
    record InPlace(Path at) implements Mount {}

    /**
     * Some folder on the way is closed to the user (a home below /root). In a mount namespace of the command's own
     * the workspace is laid over that folder, which hides what else is in it.
     */
    record Over(Path unshare, Path mount, Path workspace, Path at) implements Mount {}

    /** @param uid who is to reach it */
    static Mount of(Path workspace, int uid) {
        var blocked = blocked(workspace, uid);
        if (blocked.isEmpty()) {
            return new InPlace(workspace);
        }
        var unshare = Machine.tool("unshare");
        var mount = Machine.tool("mount");
        if (unshare.isEmpty() || mount.isEmpty()) {
            throw new AuleException(
                    ErrorCode.UNAVAILABLE,
                    "The sandbox user cannot reach the workspace; install util-linux and mount, or use a home outside"
                            + " private folders.");
        }
        return new Over(unshare.get(), mount.get(), workspace, blocked.get());
    }

    /** The first folder above the workspace that the user may not pass. */
    private static Optional<Path> blocked(Path workspace, int uid) {
        for (int count = 1; count < workspace.getNameCount(); count++) {
            var folder = workspace.getRoot().resolve(workspace.subpath(0, count));
            if (!passable(folder, uid)) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }

    private static boolean passable(Path folder, int uid) {
        try {
            var mode = (int) Files.getAttribute(folder, "unix:mode");
            return (mode & (Owners.uidOf(folder).equals(uid) ? 0100 : 0001)) != 0;
        } catch (IOException e) {
            return false;
        }
    }
}
