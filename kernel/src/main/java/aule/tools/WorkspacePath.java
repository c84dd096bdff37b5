package aule.tools;

/** A path as a model writes it. This only says what is meant; the walls are in the file door. */
final class WorkspacePath {

    /** Where a command sees the workspace. */
    private static final String MOUNT = "/workspace";

    private WorkspacePath() {}

    /** The path relative to the workspace, also when it was named as commands see it. */
    static String relative(String path) {
        if (path.equals(MOUNT) || path.equals(MOUNT + "/") || path.equals(".") || path.equals("./")) {
            return "";
        }
        var inside = path.startsWith(MOUNT + "/") ? path.substring(MOUNT.length() + 1) : path;
        return inside.startsWith("./") ? inside.substring(2) : inside;
    }

    /** Whether the path names a place of this machine outside the workspace by its absolute path. */
    static boolean outside(String path) {
        return path.startsWith("/") && leaves(path);
    }

    /** Whether the path, read as text, leads out of the workspace. */
    static boolean leaves(String path) {
        var relative = relative(path);
        if (relative.startsWith("/") || relative.matches("~|~[\\\\/].*|[A-Za-z]:[\\\\/].*")) {
            return true;
        }
        var depth = 0;
        for (var step : relative.split("[/\\\\]", -1)) {
            depth += step.equals("..") ? -1 : step.isEmpty() || step.equals(".") ? 0 : 1;
            if (depth < 0) {
                return true;
            }
        }
        return false;
    }
}
