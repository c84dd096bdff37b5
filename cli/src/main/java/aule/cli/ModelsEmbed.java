package aule.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns a text into a vector. */
@Command(name = "embed", description = "Turns a text into a vector and shows its first numbers.")
final class ModelsEmbed extends KernelCommand {

    private static final int SHOWN = 8;

    @Parameters(paramLabel = "TEXT", description = "The text.")
    String text = "";

    @Option(
            names = "--model",
            paramLabel = "ID",
            defaultValue = "",
            description = "Makes it with this model instead of the one of the role embedding.")
    String model = "";

    @Option(names = "--json", description = "Prints the kernel's answer with all numbers.")
    boolean json;

    ModelsEmbed(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        ObjectNode body = Json.object();
        body.putArray("texts").add(text);
        if (!model.isEmpty()) {
            body.put("model", model);
        }
        JsonNode answer = kernel().post("/v1/models/embed", body);
        terminal.out().println(json ? Json.pretty(answer) : line(answer));
        return 0;
    }

    private static String line(JsonNode answer) {
        JsonNode vector = answer.path("vectors").path(0);
        List<String> numbers = new ArrayList<>();
        for (int at = 0; at < Math.min(SHOWN, vector.size()); at++) {
            numbers.add(String.format(Locale.ROOT, "%.4f", vector.path(at).asDouble(0)));
        }
        return "%s · %d dimensions · %s%s"
                .formatted(
                        Visible.plain(Json.text(answer, "model")),
                        answer.path("dimensions").asInt(0),
                        String.join(" ", numbers),
                        vector.size() > SHOWN ? " …" : "");
    }
}
