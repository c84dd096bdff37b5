package aule.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One mounted tree of control groups.
 *
 * @param controllers empty for version 2, where folders say what they control
 * @param top where the tree is mounted
 * @param own the folder of the group the kernel itself is in
 */
record Hierarchy(boolean version2, Set<String> controllers, Path top, Path own) {

    private static final Set<String> USED = Set.of("memory", "pids", "cpu");

    /** The trees that matter here, as /proc describes them. */
    static List<Hierarchy> mounted(Path proc) throws IOException {
        var groups = Files.readAllLines(proc.resolve("cgroup"));
        var found = new ArrayList<Hierarchy>();
        for (var line : Files.readAllLines(proc.resolve("mountinfo"))) {
            var halves = line.split(" - ", 2);
            var left = halves[0].split(" ", -1);
            var right = halves[1].split(" ", -1);
            if (right[0].equals("cgroup2")) {
                found.add(new Hierarchy(true, Set.of(), Path.of(left[4]), own(left, ownPath(groups, ""))));
            } else if (right[0].equals("cgroup")) {
                var controllers = new ArrayList<>(List.of(right[2].split(",", -1)));
                controllers.retainAll(USED);
                if (!controllers.isEmpty()) {
                    var own = own(left, ownPath(groups, controllers.getFirst()));
                    found.add(new Hierarchy(false, Set.copyOf(controllers), Path.of(left[4]), own));
                }
            }
        }
        return found;
    }

    /** A line of /proc/self/cgroup is {@code id:controllers:path}; version 2 has no controllers. */
    private static String ownPath(List<String> groups, String controller) {
        return groups.stream()
                .map(line -> line.split(":", 3))
                .filter(parts -> List.of(parts[1].split(",", -1)).contains(controller))
                .map(parts -> parts[2])
                .findFirst()
                .orElse("/");
    }

    /** The mount shows the tree from some root on; a path outside it is not visible, then the top is all there is. */
    private static Path own(String[] mount, String path) {
        var root = mount[3].equals("/") ? "" : mount[3];
        var top = Path.of(mount[4]);
        return path.startsWith(root)
                ? top.resolve("." + path.substring(root.length())).normalize()
                : top;
    }
}
