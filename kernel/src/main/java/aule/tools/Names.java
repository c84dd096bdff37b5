package aule.tools;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Finds the tool that a model meant. Spelling is forgiven, meaning is not: a name is corrected only to the one tool
 * within a small distance, and never across what tools do.
 */
final class Names {

    /** What a word in a name says that is done. */
    private static final Map<String, String> VERBS = Map.ofEntries(
            Map.entry("delete", "remove"),
            Map.entry("remove", "remove"),
            Map.entry("rm", "remove"),
            Map.entry("erase", "remove"),
            Map.entry("unlink", "remove"),
            Map.entry("write", "write"),
            Map.entry("create", "write"),
            Map.entry("save", "write"),
            Map.entry("append", "append"),
            Map.entry("add", "append"),
            Map.entry("edit", "edit"),
            Map.entry("replace", "edit"),
            Map.entry("read", "read"),
            Map.entry("cat", "read"),
            Map.entry("list", "list"),
            Map.entry("ls", "list"),
            Map.entry("move", "move"),
            Map.entry("mv", "move"),
            Map.entry("rename", "move"),
            Map.entry("make", "make"),
            Map.entry("copy", "copy"),
            Map.entry("send", "send"),
            Map.entry("post", "send"),
            Map.entry("fetch", "fetch"),
            Map.entry("download", "fetch"),
            Map.entry("exec", "run"),
            Map.entry("run", "run"));

    private static final Set<String> PREFIXES = Set.of("functions", "function", "tools", "tool", "default_api", "aule");

    private Names() {}

    /** The name among the known ones, or empty if it is none or could be several. */
    static Optional<String> find(String asked, List<String> known) {
        if (known.contains(asked)) {
            return Optional.of(asked);
        }
        var plain = plain(asked);
        if (known.contains(plain)) {
            return Optional.of(plain);
        }
        var near = known.stream().filter(it -> near(plain, it)).toList();
        return near.size() == 1 && agree(plain, near.getFirst()) ? Optional.of(near.getFirst()) : Optional.empty();
    }

    /** One slip in the whole name, or at most one in each of its words. */
    private static boolean near(String asked, String tool) {
        var words = asked.split("_", -1);
        var others = tool.split("_", -1);
        return distance(asked, tool) <= 1
                || (words.length == others.length
                        && words.length > 1
                        && IntStream.range(0, words.length).allMatch(it -> distance(words[it], others[it]) <= 1));
    }

    /** Snake case without a namespace and without call brackets. */
    private static String plain(String asked) {
        var bare = asked.strip().replaceAll("\\(.*\\)$", "").replaceAll("^[\"'`*]+|[\"'`*]+$", "");
        var parts = bare.split("[./:]+", -1);
        var last = parts.length > 1 && PREFIXES.contains(parts[0]) ? parts[parts.length - 1] : bare;
        return Coercion.snake(last);
    }

    /** Whether no word of the asked name says something else than the tool does. */
    private static boolean agree(String asked, String tool) {
        var done = verb(tool);
        var wanted = verb(asked);
        return wanted.isEmpty() || done.isEmpty() || wanted.equals(done);
    }

    private static Optional<String> verb(String name) {
        for (var word : name.split("_", -1)) {
            var verb = VERBS.get(word);
            if (verb != null) {
                return Optional.of(verb);
            }
        }
        return Optional.empty();
    }

    /** Insertions, deletions, replacements and swaps of neighbours between two names. */
    static int distance(String a, String b) {
        var rows = new int[a.length() + 1][b.length() + 1];
        for (var i = 0; i <= a.length(); i++) {
            for (var j = 0; j <= b.length(); j++) {
                rows[i][j] = i == 0 || j == 0 ? i + j : cheapest(rows, a, b, i, j);
            }
        }
        return rows[a.length()][b.length()];
    }

    private static int cheapest(int[][] rows, String a, String b, int i, int j) {
        var same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        var best = Math.min(rows[i - 1][j - 1] + same, 1 + Math.min(rows[i - 1][j], rows[i][j - 1]));
        var swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, rows[i - 2][j - 2] + 1) : best;
    }
}
