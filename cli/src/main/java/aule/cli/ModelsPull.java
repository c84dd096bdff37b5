package aule.cli;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Has a local model downloaded and shows how far it has come. */
@Command(name = "pull", description = "Downloads a local model; Ctrl-C leaves it to the kernel.")
final class ModelsPull extends KernelCommand {

    private static final String PULLS = "/v1/models/pulls";
    private static final String NEWS = "/v1/events?types=model.pulling,model.pulled";
    private static final double MEGABYTE = 1_000_000;

    @Parameters(paramLabel = "NAME", description = "For example llama3.2:3b.")
    String name = "";

    @Option(names = "--json", description = "Prints the kernel's last word as it is.")
    boolean json;

    ModelsPull(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        JsonNode pull = followed(kernel());
        clear();
        String model = Json.text(pull, "model");
        if (json) {
            terminal.out().println(Json.pretty(pull));
        } else if (Json.text(pull, "state").equals("done")) {
            terminal.out().println(model + " is there.");
        } else {
            terminal.err().println(terminal.paint().red("aule:") + " " + Visible.plain(Json.text(pull, "message")));
        }
        return Json.text(pull, "state").equals("done") ? 0 : Refusal.FAILED;
    }

    /** Has it downloaded and returns how that ended. */
    private JsonNode followed(Kernel kernel) {
        JsonNode pull = Json.object();
        while (pull.isEmpty() || runs(pull)) {
            try (Frames news = new Frames(kernel.events(NEWS, 0))) {
                news.next(); // connected: from here on nothing is missed
                pull = pull.isEmpty() ? kernel.post(PULLS, Json.object().put("model", name)) : look(kernel, pull);
                pull = heard(news, kernel, pull);
            } catch (IOException broken) {
                pull = look(kernel, pull);
            }
        }
        return pull;
    }

    private JsonNode heard(Frames news, Kernel kernel, JsonNode begun) throws IOException {
        JsonNode pull = begun;
        while (runs(pull)) {
            draw(pull);
            Optional<Frames.Frame> frame = news.next();
            if (frame.isEmpty()) {
                return pull;
            }
            JsonNode data = Json.parse(frame.get().data());
            String model = Json.text(pull, "model");
            if (Json.text(data, "source").equals(model)) {
                pull = Json.parse(Json.text(data, "text"));
            } else if (Json.text(data, "model").equals(model)) {
                pull = look(kernel, pull);
            }
        }
        return pull;
    }

    private static boolean runs(JsonNode pull) {
        return Json.text(pull, "state").equals("running");
    }

    /** How it stands now; what never began is left as it is, once the kernel answers. */
    private static JsonNode look(Kernel kernel, JsonNode pull) {
        JsonNode answer = kernel.get(PULLS);
        return pull.isEmpty() ? pull : found(answer, Json.text(pull, "model"));
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
