package aule.cli;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** A terminal whose output can be read and whose person types what the test wrote. */
final class Screen {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Path home;
    private String typed = "";
    private String launcher = "";
    private boolean person;
    private boolean reader;

    Screen(Path home) {
        this.home = home;
    }

    /** A person sits here and types these lines when asked. */
    Screen typing(String... lines) {
        person = true;
        typed = String.join("\n", lines) + "\n";
        return this;
    }

    /** The output is a person's screen. */
    Screen watched() {
        reader = true;
        return this;
    }

    /** Kernels are started with this script. */
    Screen launchedBy(Path script) {
        launcher = script.toString();
        return this;
    }

    int aule(String... arguments) {
        Terminal terminal = new Terminal(
                stream(out),
                stream(err),
                new BufferedReader(new StringReader(typed)),
                person,
                reader,
                false,
                new Paint(false),
                Map.of("AULE_HOME", home.toString(), "AULE_LAUNCHER", launcher));
        return Main.execute(terminal, arguments);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
