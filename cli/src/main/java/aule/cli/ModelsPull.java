package aule.cli;

import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Has a local model downloaded and shows how far it has come. */
@Command(name = "pull", description = "Downloads a local model; Ctrl-C leaves it to the kernel.")
final class ModelsPull extends KernelCommand {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(400);
    private static final double MEGABYTE = 1_000_000;

    @Parameters(paramLabel = "NAME", description = "For example llama3.2:3b.")
    String name = "";

    @Option(names = "--json", description = "Prints the kernel's last word as it is.")
    boolean json;

    ModelsPull(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws InterruptedException {
        Kernel kernel = kernel();
        JsonNode pull = kernel.post("/v1/models/pulls", Json.object().put("model", name));
        String model = Json.text(pull, "model");
        while (Json.text(pull, "state").equals("running")) {
            draw(pull);
            Thread.sleep(BETWEEN_LOOKS);
            pull = found(kernel.get("/v1/models/pulls"), model);
        }
        clear();
        if (json) {
            terminal.out().println(Json.pretty(pull));
        } else if (Json.text(pull, "state").equals("done")) {
            terminal.out().println(model + " is there.");
        } else {
            terminal.err().println(terminal.paint().red("aule:") + " " + Visible.plain(Json.text(pull, "message")));
        }
        return Json.text(pull, "state").equals("done") ? 0 : Refusal.FAILED;
    }

    private static JsonNode found(JsonNode answer, String model) {
        for (JsonNode pull : answer.path("pulls")) {
            if (Json.text(pull, "model").equals(model)) {
                return pull;
            }
        }
        throw Refusal.failed("The kernel no longer knows of this download; it was started again meanwhile.");
    }

    private void draw(JsonNode pull) {
        if (terminal.moves()) {
            terminal.err().print("\r\u001b[K" + terminal.paint().dim(Visible.plain(line(pull))));
            terminal.err().flush();
        }
    }

    private void clear() {
        if (terminal.moves()) {
            terminal.err().print("\r\u001b[K");
            terminal.err().flush();
        }
    }

    private static String line(JsonNode pull) {
        long total = pull.path("total_bytes").asLong(0);
        long done = pull.path("completed_bytes").asLong(0);
        return total == 0
                ? Json.text(pull, "status")
                : String.format(
                        Locale.ROOT,
                        "%s · %.0f of %.0f MB · %d %%",
                        Json.text(pull, "status"),
                        done / MEGABYTE,
                        total / MEGABYTE,
                        100 * done / total);
    }
}
