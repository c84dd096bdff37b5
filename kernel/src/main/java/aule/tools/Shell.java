package aule.tools;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What reads commands on one machine.
 *
 * @param program as it is started
 * @param system what the machine's system is called
 */
public record Shell(String program, String system) {

    /** That of the machine on which this kernel runs. */
    public static final Shell HERE = of(System.getProperty("os.name", ""), Files.isExecutable(Path.of("/bin/bash")));

    static Shell of(String name, boolean bash) {
        var system = name.toLowerCase(Locale.ROOT);
        if (system.contains("windows")) {
            return new Shell("cmd.exe", "Windows");
        }
        return new Shell(bash ? "/bin/bash" : "/bin/sh", system.contains("mac") ? "macOS" : "Linux");
    }

    /** What somebody has to know who writes commands, as a sentence. */
    public String manual() {
        return "Commands run in %s on %s; paths are written %s."
                .formatted(
                        name(),
                        system,
                        switch (system) {
                            case "Windows" -> "with \\ and a drive such as C:, in any case of letters";
                            case "macOS" -> "with /, mostly in any case of letters";
                            default -> "with /, and upper and lower case differ";
                        });
    }

    private String name() {
        return program.substring(program.lastIndexOf('/') + 1);
    }
}
