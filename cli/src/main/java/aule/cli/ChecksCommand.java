package aule.cli;

import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/**
 * What only a running kernel knows about its health, one check a line, for the launcher's doctor: name, state, finding
 * and remedy, with tabs between them.
 */
@Command(name = "checks", description = "Prints the checks of the running kernel, one a line, for ./aule doctor.")
final class ChecksCommand extends KernelCommand {

    ChecksCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        Kernel kernel = kernel();
        JsonNode status = kernel.get("/v1/system/status");
        row("kernel", "green", "version " + Json.text(status, "version") + " runs at " + kernel.address(), "");
        row("store", "green", Json.text(status, "store"), "");
        isolation(status.path("isolation"));
        rungs(kernel.get("/v1/system/isolation"));
        models(kernel.get("/v1/models/providers"));
        return 0;
    }

    private void isolation(JsonNode isolation) {
        boolean isolates = isolation.path("isolates").asBoolean(false);
        String rung = "rung " + isolation.path("level").asInt(4) + ", " + Json.text(isolation, "name");
        String detail = Json.text(isolation, "detail");
        row(
                "isolation",
                isolates ? "green" : "yellow",
                detail.isEmpty() ? rung : rung + ": " + detail,
                isolates ? "" : "Install bubblewrap and socat, then ./aule down and ./aule up.");
    }

    /** Rungs beside the one in force are a choice, so none of them is amiss. */
    private void rungs(JsonNode ladder) {
        StringBuilder working = new StringBuilder();
        StringBuilder missing = new StringBuilder();
        for (JsonNode rung : ladder.path("rungs")) {
            boolean works = rung.path("works").asBoolean(false);
            StringBuilder names = works ? working : missing;
            names.append(names.isEmpty() ? "" : works ? ", " : "; ").append(Json.text(rung, "name"));
            if (!works) {
                names.append(": ").append(Json.text(rung, "reason")).append(' ').append(Json.text(rung, "remedy"));
            }
        }
        row("walls", "green", "can be had: " + working + (missing.isEmpty() ? "" : "; not here: " + missing), "");
    }

    private void models(JsonNode answer) {
        StringBuilder reached = new StringBuilder();
        StringBuilder missing = new StringBuilder();
        for (JsonNode provider : answer.path("providers")) {
            boolean available = provider.path("available").asBoolean(false);
            StringBuilder names = available ? reached : missing;
            names.append(names.isEmpty() ? "" : "; ").append(Json.text(provider, "name"));
            if (!available) {
                names.append(": ").append(Json.text(provider, "reason"));
            }
        }
        boolean language = !reached.isEmpty() && !reached.toString().equals("builtin");
        row(
                "models",
                language ? "green" : "yellow",
                language ? "reached: " + reached : "only the built-in commands; " + missing,
                language
                        ? ""
                        : "Start Ollama, or set OPENAI_API_KEY and start Aule again, or use Settings in the desktop.");
    }

    private void row(String name, String state, String finding, String remedy) {
        terminal.out().println(String.join("\t", name, state, Visible.line(finding, 400), remedy));
    }
}
