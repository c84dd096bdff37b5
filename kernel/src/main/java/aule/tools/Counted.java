package aule.tools;

import aule.kernel.AuleException;
import aule.workspace.Entry;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;

/** Counts the files that would go, so that a person can be asked before. */
final class Counted {

    private Counted() {}

    /** What cannot be counted counts as nothing here: the file door refuses it, or it is not there. */
    static int files(Desk desk, List<String> paths) {
        var total = 0L;
        for (var path : paths) {
            total += WorkspacePath.leaves(path) ? 0 : files(desk, path);
        }
        return (int) Math.min(Integer.MAX_VALUE, total);
    }

    private static long files(Desk desk, String path) {
        try {
            if (path.indexOf('*') >= 0 || path.indexOf('?') >= 0 || path.indexOf('[') >= 0) {
                return pattern(desk, path);
            }
            return WorkspacePath.relative(path).isEmpty() || desk.find(path).isPresent() ? desk.count(path) : 0;
        } catch (AuleException _) {
            return 0;
        }
    }

    /** A pattern in the last step; the shell fills it in the same way. */
    private static long pattern(Desk desk, String path) {
        var relative = WorkspacePath.relative(path);
        var cut = relative.lastIndexOf('/');
        var folder = cut < 0 ? "" : relative.substring(0, cut);
        var last = relative.substring(cut + 1);
        var matcher = FileSystems.getDefault().getPathMatcher("glob:" + last);
        return desk.list(folder, last.startsWith(".")).stream()
                .filter(it -> matcher.matches(Path.of(it.name())))
                .mapToLong(it -> count(desk, it))
                .sum();
    }

    private static long count(Desk desk, Entry entry) {
        return entry.kind() == Entry.Kind.DIR ? desk.count(entry.path()) : 1;
    }
}
