package aule.cli;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where a command writes and what it asks. Results go to {@code out}; everything that only accompanies the work goes to
 * {@code err}. The launcher says which of the three are a person's terminal.
 *
 * @param asks a person sits at the input and sees the questions
 * @param shows a person reads the output as it comes
 * @param moves the error output may draw a line over itself
 */
record Terminal(
        PrintStream out,
        PrintStream err,
        BufferedReader in,
        boolean asks,
        boolean shows,
        boolean moves,
        Paint paint,
        Map<String, String> environment) {

    /** The terminal of this process, always in UTF-8. */
    static Terminal ofProcess() {
        Map<String, String> environment = System.getenv();
        String people = environment.getOrDefault("AULE_TTY", "");
        boolean moves = people.contains("2") && !"dumb".equals(environment.get("TERM"));
        return new Terminal(
                utf8(FileDescriptor.out),
                utf8(FileDescriptor.err),
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                people.contains("0") && people.contains("2"),
                people.contains("1"),
                moves,
                new Paint(moves && environment.getOrDefault("NO_COLOR", "").isEmpty()),
                environment);
    }

    /** The colours of what goes to {@code out}: none when it goes into a file or a pipe. */
    Paint outPaint() {
        return new Paint(shows && paint.colours());
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
