package aule.terminals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The shell that people and agents find in a terminal.
 *
 * @param program where it is, inside the sandbox as outside
 */
record Shell(String program) {

    private static final List<String> KNOWN = List.of("/bin/bash", "/usr/bin/bash", "/bin/zsh", "/bin/sh");

    /** The first of those one would wish for that this machine has. */
    static Shell here() {
        return new Shell(KNOWN.stream()
                .filter(it -> Files.isExecutable(Path.of(it)))
                .findFirst()
                .orElse("/bin/sh"));
    }

    List<String> line() {
        return List.of(program, "-i");
    }

    Map<String, String> environment() {
        return Map.of(
                "TERM", "xterm-256color",
                "COLORTERM", "truecolor",
                "SHELL", program,
                "PS1", prompt(),
                "HISTFILE", "/dev/null");
    }

    private String prompt() {
        if (program.endsWith("bash")) {
            return "\\[\\e[33m\\]\\w\\[\\e[0m\\] \\$ ";
        }
        return program.endsWith("zsh") ? "%F{yellow}%~%f %# " : "$ ";
    }
}
