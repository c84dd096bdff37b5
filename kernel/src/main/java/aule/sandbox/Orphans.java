package aule.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Processes without walls that outlived their kernel: no namespace dies with them, so they are known by the variable
 * that each such command carries.
 */
final class Orphans {

    static final String VARIABLE = "AULE_COMMAND";

    private static final Path PROC = Path.of("/proc");

    private Orphans() {}

    /** Of the home, and of the kernel that starts them. */
    static String mark(String tag, long number) {
        return tag + "/" + ProcessHandle.current().pid() + "/" + number;
    }

    /** Kills what commands of this home's dead kernels left running. */
    static void sweep(String tag) {
        var ours = Pattern.compile("\0" + VARIABLE + "=" + Pattern.quote(tag) + "/(\\d{1,18})/");
        try (var all = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (var entry : all) {
                var found = ours.matcher("\0" + environment(entry));
                if (found.find()
                        && Long.parseLong(found.group(1))
                                != ProcessHandle.current().pid()) {
                    ProcessHandle.of(Long.parseLong(entry.getFileName().toString()))
                            .ifPresent(ProcessHandle::destroyForcibly);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // Without /proc nobody can be known.
        }
    }

    private static String environment(Path entry) {
        try {
            return Files.readString(entry.resolve("environ"), ISO_8859_1);
        } catch (IOException e) {
            return ""; // somebody else's, or gone
        }
    }
}
