package aule.cli;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads two runs side by side from the kernel, with all of their steps. */
final class Comparing {

    private static final int PAGE = 200;

    private Comparing() {}

    /** The kernel's comparison as it is, but on one page. */
    static ObjectNode of(Kernel kernel, String left, String right) {
        String path = "/v1/runs/compare?left=" + PathPart.of(left) + "&right=" + PathPart.of(right) + "&limit=" + PAGE;
        ObjectNode whole = object(kernel.get(path));
        ArrayNode steps = whole.withArray("steps");
        String cursor = Json.text(whole, "next_cursor");
        while (!cursor.isEmpty()) {
            JsonNode page = kernel.get(path + "&cursor=" + PathPart.of(cursor));
            page.path("steps").forEach(steps::add);
            cursor = Json.text(page, "next_cursor");
        }
        whole.remove("next_cursor");
        return whole.put("count", steps.size());
    }

    private static ObjectNode object(JsonNode answer) {
        if (answer instanceof ObjectNode object) {
            return object;
        }
        throw Refusal.failed("The kernel answered something else than a comparison; see `./aule logs`.");
    }
}
