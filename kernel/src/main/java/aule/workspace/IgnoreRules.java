package aule.workspace;

import java.util.List;
import java.util.Optional;

/** The rules of one {@code .gitignore} file; the last that fits decides. */
record IgnoreRules(List<Rule> rules) {

    private static final int MOST = 2_000;

    /**
     * One line.
     *
     * @param ignores false for an exception
     * @param folders whether it is for folders only
     */
    private record Rule(Glob glob, boolean ignores, boolean folders) {}

    static IgnoreRules of(String text) {
        return new IgnoreRules(text.lines()
                .map(IgnoreRules::trimmed)
                .filter(it -> !it.isEmpty() && !it.startsWith("#") && !it.equals("/") && !it.equals("!"))
                .limit(MOST)
                .map(IgnoreRules::rule)
                .toList());
    }

    /** Empty if no rule fits. */
    Optional<Boolean> ignores(String path, boolean folder) {
        for (var rule : rules.reversed()) {
            if ((folder || !rule.folders()) && rule.glob().matches(path)) {
                return Optional.of(rule.ignores());
            }
        }
        return Optional.empty();
    }

    private static Rule rule(String line) {
        var ignores = !line.startsWith("!");
        var pattern = ignores ? line : line.substring(1);
        var folders = pattern.endsWith("/");
        return new Rule(Glob.ofGit(folders ? pattern.substring(0, pattern.length() - 1) : pattern), ignores, folders);
    }

    /** Spaces at the end do not count unless the last one is escaped. */
    private static String trimmed(String line) {
        var end = line.length();
        while (end > 0 && line.charAt(end - 1) == ' ' && (end < 2 || line.charAt(end - 2) != '\\')) {
            end--;
        }
        return line.substring(0, end);
    }
}
