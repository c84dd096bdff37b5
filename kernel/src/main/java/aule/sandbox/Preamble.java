package aule.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What happens between the kernel's fork and a command's first instruction, as a fixed shell script: limits of files,
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
            ulimit -f "$2" 2>/dev/null
            if [ -n "$3" ]; then "$3" --bind "$4" "$5" || exit 125; fi
            cd -P "$6" || exit 125
            unset OLDPWD
            shift 6
            while [ "$1" != -- ]; do echo 0 >"$1" || exit 125; shift; done
            shift
            """;

    /** Turns back what {@link Octal} carries: first variables, then words. */
    private static final String DECODE = """
            plain() { word=$(printf '%b.' "${1#*aule-octal:}"); word=${word%.}; }
            while [ "$1" != -- ]; do plain "$1"; export "${1%%=*}=$word"; shift; done
            shift
            for word; do
              case $word in aule-octal:*) plain "$word";; esac
              set -- "$@" "$word"
              shift
            done
            """;

    private static final String RUN = "exec \"$@\"\n";

    /** The unit in which a shell counts the size of files. */
    private static final int BLOCK = 512;

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
    static Preamble of(Sandbox.Limits limits, Mount mount, String folder, List<String> groups) {
        return new Preamble(ENTER).with(limits, mount, folder, groups);
    }

    /** The same with five files open as descriptors 3 to 7. */
    static Preamble of(Sandbox.Limits limits, Mount mount, String folder, List<String> groups, List<Path> files) {
        var preamble = new Preamble(OPEN_FILES + ENTER);
        files.forEach(it -> preamble.arguments.add(it.toString()));
        return preamble.with(limits, mount, folder, groups);
    }

    /** The whole command line. */
    List<String> run(List<String> command, Map<String, String> environment) {
        var carried = Octal.words(command);
        var decode = !Octal.names(environment).isEmpty() || !carried.equals(command);
        var all = new ArrayList<>(before);
        all.addAll(List.of("/bin/sh", "-c", script + (decode ? DECODE + RUN : RUN), "sh"));
        all.addAll(arguments);
        if (decode) {
            Octal.names(environment).forEach(it -> all.add(it + "=" + environment.get(it)));
            all.add("--");
        }
        all.addAll(carried);
        return all;
    }

    private Preamble with(Sandbox.Limits limits, Mount mount, String folder, List<String> groups) {
        arguments.add(Integer.toString(limits.openFiles()));
        arguments.add(Long.toString(limits.fileBytes() / BLOCK));
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
