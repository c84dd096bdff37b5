package aule.cli;

import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** The events of a run, as far as it has come. */
final class RunEvents {

    private static final int PAGE = 200;

    private RunEvents() {}

    /** Gives each event, in order. */
    static void of(Kernel kernel, String id, Consumer<JsonNode> each) {
        long after = 0;
        JsonNode events;
        do {
            events = kernel.get("/v1/runs/" + PathPart.of(id) + "/events?limit=" + PAGE + "&after=" + after)
                    .path("events");
            for (JsonNode event : events) {
                after = Math.max(after, event.path("seq").asLong(after));
                each.accept(event);
            }
        } while (events.size() == PAGE);
    }
}
