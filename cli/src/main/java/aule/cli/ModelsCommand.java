package aule.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Lists the models this kernel knows. */
@Command(name = "models", description = "Lists the models; * marks the default.")
final class ModelsCommand extends KernelCommand {

    @Option(names = "--json", description = "Prints the kernel's answer as it is.")
    boolean json;

    ModelsCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        JsonNode answer = kernel().get("/v1/models");
        if (json) {
            terminal.out().println(Json.pretty(answer));
        } else {
            table(answer).forEach(terminal.out()::println);
        }
        return 0;
    }

    private static List<String> table(JsonNode answer) {
        Columns columns = new Columns();
        columns.row("", "MODEL", "ROLE", "WHERE", "AVAILABLE", "CAN");
        for (JsonNode model : answer.path("models")) {
            String id = Json.text(model, "id");
            columns.row(
                    model.path("default").asBoolean(false) ? "*" : "",
                    id,
                    Json.text(model, "role"),
                    model.path("is_local").asBoolean(false) ? "local" : "remote",
                    model.path("available").asBoolean(true) ? "yes" : "no",
                    String.join(", ", abilities(model.path("supports"))));
        }
        return columns.lines();
    }

    private static List<String> abilities(JsonNode supports) {
        List<String> abilities = new ArrayList<>();
        supports.forEachEntry((name, has) -> {
            if (has.asBoolean(false)) {
                abilities.add(name);
            }
        });
        return abilities;
    }
}
