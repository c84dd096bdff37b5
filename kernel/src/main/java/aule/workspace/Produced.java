package aule.workspace;

import aule.kernel.AuleException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which files are worth keeping when a run makes them: not what is hidden, ignored by git, or made by a build. */
final class Produced {

    private static final int LARGEST_RULES = 256 * 1024;

    private static final Set<String> MADE_BY_MACHINES =
            Set.of("node_modules", "bower_components", "target", "build", "dist", "__pycache__", "venv", "vendor");

    private Produced() {}

    /** @param path as the project calls it: relative, forward slashes, no dots */
    static boolean counts(Beneath files, String path) {
        var parts = Names.split(path);
        var odd = parts.stream().anyMatch(it -> it.startsWith("."))
                || parts.stream().limit(parts.size() - 1L).anyMatch(MADE_BY_MACHINES::contains);
        return !odd && !ignored(files, path);
    }

    /** From the top down, as git does: what is in an ignored folder is ignored. */
    private static boolean ignored(Beneath files, String path) {
        Deque<Map.Entry<String, IgnoreRules>> rules = new ArrayDeque<>();
        var at = "";
        for (var part : Names.split(path)) {
            var folder = at;
            rules(files, folder).ifPresent(it -> rules.push(Map.entry(folder, it)));
            at = Names.join(at, part);
            if (ignored(rules, at, !at.equals(path))) {
                return true;
            }
        }
        return false;
    }

    /** The nearest rule that fits decides. */
    private static boolean ignored(Deque<Map.Entry<String, IgnoreRules>> rules, String path, boolean folder) {
        for (var level : rules) {
            var below = level.getKey().isEmpty()
                    ? path
                    : path.substring(level.getKey().length() + 1);
            var told = level.getValue().ignores(below, folder);
            if (told.isPresent()) {
                return told.get();
            }
        }
        return false;
    }

    private static Optional<IgnoreRules> rules(Beneath files, String folder) {
        var path = Names.join(folder, ".gitignore");
        try {
            return files.find(path)
                    .filter(Entry::isFile)
                    .map(_ -> new String(files.read(path, 0, LARGEST_RULES), StandardCharsets.UTF_8))
                    .map(IgnoreRules::of);
        } catch (AuleException unreadable) {
            return Optional.empty();
        }
    }
}
