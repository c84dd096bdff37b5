package aule.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The paths that a shell command says it removes, so that somebody can count what is there. */
public final class Removals {

    private static final Set<String> REMOVING = Set.of("rm", "rmdir", "unlink", "shred");

    private Removals() {}

    /** Paths and patterns as written, those the shell would fill in at run time left out. */
    public static List<String> of(String command) {
        return Shell.commands(command).stream()
                .map(it -> Wrapper.unwrap(it.words(), new ArrayList<>()))
                .filter(words -> REMOVING.contains(Wrapper.program(words)))
                .flatMap(words -> words.stream().skip(1))
                .filter(it -> !it.isEmpty() && !it.startsWith("-"))
                .filter(it -> it.indexOf('$') < 0 && it.indexOf(Shell.UNKNOWN) < 0)
                .toList();
    }
}
