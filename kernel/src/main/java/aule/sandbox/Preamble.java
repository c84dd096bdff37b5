package aule.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What happens between the kernel's fork and a command's first instruction, as a fixed shell script: open-file limit,
 * a private mount where the workspace is out of the sandbox user's reach, the control groups, and open descriptors.
 * Every value is a positional argument; nothing is ever pasted into the script.
 */
final class Preamble {

    /** First, because the mount may cover where the files lie. */
    private static final String OPEN_FILES = """
            exec 3<"$1" 4<"$2" 5<"$3" 6<"$4" 7<"$5" || exit 125
            shift 5
            """;

    private static final String ENTER = """
            ulimit -c 0
            ulimit -n "$1" 2>/dev/null
            if [ -n "$2" ]; then "$2" --bind "$3" "$4" || exit 125; fi
            cd -P "$5" || exit 125
            unset OLDPWD
            shift 5
            while [ "$1" != -- ]; do echo 0 >"$1" || exit 125; shift; done
            shift
            exec "$@"
            """;

    private final List<String> before = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>();
    private final String script;

    private Preamble(String script) {
        this.script = script;
    }

    /**
     * @param folder where the command starts, after the mount
     * @param mount how the workspace comes into reach
     */
    static Preamble of(int openFiles, Mount mount, String folder, List<String> groups) {
        return new Preamble(ENTER).with(openFiles, mount, folder, groups);
    }

    /** The same with five files open as descriptors 3 to 7. */
    static Preamble of(int openFiles, Mount mount, String folder, List<String> groups, List<Path> files) {
        var preamble = new Preamble(OPEN_FILES + ENTER);
        files.forEach(it -> preamble.arguments.add(it.toString()));
        return preamble.with(openFiles, mount, folder, groups);
    }

    List<String> run(List<String> command) {
        var all = new ArrayList<>(before);
        all.addAll(List.of("/bin/sh", "-c", script, "sh"));
        all.addAll(arguments);
        all.addAll(command);
        return all;
    }

    private Preamble with(int openFiles, Mount mount, String folder, List<String> groups) {
        arguments.add(Integer.toString(openFiles));
        switch (mount) {
            case Mount.InPlace(var _) -> arguments.addAll(List.of("", "", ""));
            case Mount.Over(var unshare, var tool, var workspace, var blocked) -> {
                before.addAll(List.of(unshare.toString(), "--mount"));
                arguments.addAll(List.of(tool.toString(), workspace.toString(), blocked.toString()));
            }
        }
        arguments.add(folder);
        arguments.addAll(groups);
        arguments.add("--");
        return this;
    }
}
