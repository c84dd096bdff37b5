package aule.sandbox;

import java.util.ArrayList;
import java.util.List;

/**
 * The first process of a container, a fixed shell script: it starts the command with its input and without the
 * variables that engines add, and when the command has ended says what {@link Postscript} reads. The command's words
 * are positional arguments of {@code exec}, which knows no shell.
 */
final class Wrapper {

    private static final String SCRIPT = """
            exec 3>&2 2>/dev/null
            mark=$1
            shift
            unset HOSTNAME TERM container OLDPWD
            (exec "$@" 2>&3 3>&- </.input)
            code=$?
            memory=0
            for counts in /sys/fs/cgroup/memory.events /sys/fs/cgroup/memory/memory.oom_control; do
              while read -r name value; do [ "$name" = oom_kill ] && memory=$value; done <"$counts"
            done
            processes=0
            for counts in /sys/fs/cgroup/pids.events /sys/fs/cgroup/pids/pids.events; do
              while read -r name value; do [ "$name" = max ] && processes=$value; done <"$counts"
            done
            printf '\\000%s %s %s %s\\n' "$mark" "$memory" "$processes" "$code" >&3
            exit $code
            """;

    private Wrapper() {}

    static List<String> line(String mark, List<String> argv) {
        var line = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "sh", mark));
        line.addAll(argv);
        return line;
    }
}
