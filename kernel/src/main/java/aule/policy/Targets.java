package aule.policy;

import java.util.ArrayDeque;
import java.util.Set;
import java.util.regex.Pattern;

/** Which paths of a command mean everything, and which mean a disk itself. */
final class Targets {

    private static final Set<String> HOMES = Set.of("~", "$HOME", "$PWD", "$OLDPWD", "/workspace", "/home", "/root");

    private static final Pattern DISK = Pattern.compile(
            "/dev/(sd[a-z]|hd[a-z]|vd[a-z]|xvd[a-z]|nvme\\d|mmcblk\\d|r?disk\\d|loop\\d|dm-\\d|md\\d|mapper/|mem$|kmem$|port$).*");

    private Targets() {}

    static boolean disk(String word) {
        return DISK.matcher(normal(word)).matches();
    }

    /** Whether removing this leaves nothing worth keeping: a root, a home, the workspace, or all that is in one. */
    static boolean everything(String word) {
        var path = normal(word);
        var all = path.replaceAll("/(\\*|\\.\\*|\\{\\*,\\.\\*\\}|\\.\\[!\\.\\]\\*|\\?\\*)$", "");
        if (path.equals("*") || path.equals(".*") || path.equals("./*") || all.isEmpty()) {
            return true;
        }
        return all.equals(".")
                || all.equals("/")
                || all.matches("\\.\\.(/\\.\\.)*")
                || HOMES.contains(all)
                || all.matches("/(home|Users)/[^/]+")
                || (all.matches("/[^/]+") && !all.equals("/tmp"))
                || all.matches("/(usr|var|etc|boot|lib)/[^/]+")
                || (all.matches("\\$\\w+") && !all.equals(path));
    }

    /** Without doubled or trailing slashes, {@code .} steps and steps back. */
    static String normal(String word) {
        var steps = new ArrayDeque<String>();
        for (var step : word.split("/+", -1)) {
            if (step.equals("..") && !steps.isEmpty() && !steps.peekLast().equals("..")) {
                steps.removeLast();
            } else if (!step.isEmpty() && !step.equals(".")) {
                steps.addLast(step);
            }
        }
        var joined = String.join("/", steps);
        if (word.startsWith("/")) {
            return "/" + joined.replaceAll("^(\\.\\./?)+", "");
        }
        return joined.isEmpty() ? "." : joined;
    }
}
