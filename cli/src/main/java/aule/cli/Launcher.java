package aule.cli;

import java.io.IOException;
import java.util.Map;

/** The launcher of this checkout, which can start a kernel. */
record Launcher(Terminal terminal, String script) {

    static Launcher of(Terminal terminal) {
        Map<String, String> environment = terminal.environment();
        return new Launcher(terminal, environment.getOrDefault("AULE_LAUNCHER", ""));
    }

    /** The kernel of the home, started when none runs. */
    Kernel kernel(Home home) throws InterruptedException {
        if (home.listening().isEmpty() && !script.isEmpty()) {
            start(home);
        }
        return Kernel.on(home);
    }

    private void start(Home home) throws InterruptedException {
        ProcessBuilder up = new ProcessBuilder(
                script, "up", "--no-open", "--home", home.folder().toString());
        up.redirectError(ProcessBuilder.Redirect.INHERIT);
        up.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        try {
            int exit = up.start().waitFor();
            if (exit != 0) {
                throw Refusal.failed("No kernel runs and none could be started; see the line above.");
            }
        } catch (IOException e) {
            throw Refusal.failed("The launcher " + script + " could not be started: " + e.getMessage() + ".");
        }
    }
}
