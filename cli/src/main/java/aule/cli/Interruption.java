package aule.cli;

import java.time.Duration;

/** What Ctrl-C does while a run is watched: it cancels the run and leaves the kernel alone. */
final class Interruption implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Terminal terminal;
    private final Kernel kernel;
    private final String runId;
    private final Thread hook = new Thread(this::interrupted, "interrupted");

    private Interruption(Terminal terminal, Kernel kernel, String runId) {
        this.terminal = terminal;
        this.kernel = kernel;
        this.runId = runId;
    }

    static Interruption watching(Terminal terminal, Kernel kernel, String runId) {
        Interruption interruption = new Interruption(terminal, kernel, runId);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    void cancel() {
        try {
            kernel.post(
                    "/v1/runs/" + runId + "/cancel",
                    Json.object().put("reason", "Cancelled with Ctrl-C at the terminal."),
                    PATIENCE);
            terminal.err().println("\nThe run " + runId + " is cancelled; the kernel goes on.");
        } catch (Refusal refusal) {
            terminal.err().println("\nThe run " + runId + " could not be cancelled: " + refusal.sentence());
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // the hook is at work already and ends the process
        }
    }

    private void interrupted() {
        cancel();
        terminal.out().flush();
        Runtime.getRuntime().halt(Refusal.FAILED);
    }
}
