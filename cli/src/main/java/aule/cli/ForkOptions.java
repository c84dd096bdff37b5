package aule.cli;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What can be different about a run that begins with the history of another, and how it is watched. */
final class ForkOptions {

    @Option(names = "--goal", paramLabel = "TEXT", description = "Another goal.")
    @Nullable
    String goal;

    @Option(names = "--message", paramLabel = "TEXT", description = "What its agent reads before the next answer.")
    @Nullable
    String message;

    @Option(names = "--model", paramLabel = "M", description = "Another model, as provider/model.")
    @Nullable
    String model;

    @Option(names = "--agent", paramLabel = "A", description = "Another agent: its name or its id.")
    @Nullable
    String agent;

    @Option(names = "--watch", description = "Shows the work until it ends.")
    boolean watch;

    @Option(names = "--yes", description = "With --watch: approves every call that waits for approval.")
    boolean yes;

    @Option(names = "--json", description = "Prints the new run, or with --watch each event, as JSON.")
    boolean json;

    /** The changes as the kernel takes them; what is not named stays as it was. */
    ObjectNode changes(Kernel kernel) {
        ObjectNode changes = Json.object();
        put(changes, "goal", goal);
        put(changes, "message", message);
        put(changes, "model", model);
        if (agent != null) {
            changes.put("persona_id", personaId(kernel, agent));
        }
        return changes;
    }

    /** Says which run came of it, and watches it if that is wanted. */
    int tell(KernelCommand command, Kernel kernel, JsonNode fork) throws InterruptedException {
        String id = Json.text(fork, "id");
        if (watch) {
            return RunWatch.follow(command, kernel, id, json, yes);
        }
        if (json) {
            command.terminal.out().println(Json.pretty(fork));
        } else {
            command.terminal
                    .out()
                    .println("The run " + id + " goes its own way after event "
                            + fork.path("fork_at").asLong(0) + " of " + Json.text(fork, "fork_of") + "; it is "
                            + RunTable.status(fork) + ".");
        }
        return 0;
    }

    private static void put(ObjectNode changes, String field, @Nullable String value) {
        if (value != null) {
            changes.put(field, value);
        }
    }

    private static String personaId(Kernel kernel, String called) {
        if (called.startsWith("pers-")) {
            return called;
        }
        for (JsonNode persona : kernel.get("/v1/personas?limit=200").path("personas")) {
            if (Json.text(persona, "name").toLowerCase(Locale.ROOT).equals(called.toLowerCase(Locale.ROOT))) {
                return Json.text(persona, "id");
            }
        }
        throw Refusal.badUsage("There is no agent \"" + called + "\"; the desktop's settings list them all.");
    }
}
