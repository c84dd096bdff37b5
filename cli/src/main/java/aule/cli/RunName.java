package aule.cli;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A run as a person names it: its id, the end of its id, or {@code last} for the newest. */
final class RunName {

    private static final String KIND = "run-";
    private static final int SEARCHED = 200;
    private static final int FEWEST = 4;

    private RunName() {}

    /**
     * The id that the name stands for.
     *
     * @throws Refusal when no run among the newest 200, or more than one, has such an id
     */
    static String resolve(Kernel kernel, String name) {
        if (name.startsWith(KIND)) {
            return name;
        }
        if (name.equals("last")) {
            return newest(kernel);
        }
        if (name.length() < FEWEST) {
            throw Refusal.badUsage(
                    "\"" + name + "\" is too short for a run; give its id, the last letters of it, or " + "\"last\".");
        }
        List<String> found = ending(kernel, name);
        if (found.size() == 1) {
            return found.getFirst();
        }
        throw Refusal.badUsage(
                found.isEmpty()
                        ? "No run among the newest " + SEARCHED + " ends with \"" + name + "\"; see `./aule ps --all`."
                        : "More than one run ends with \"" + name + "\": " + String.join(", ", found) + ".");
    }

    private static String newest(Kernel kernel) {
        JsonNode runs = kernel.get("/v1/runs?limit=1").path("runs");
        if (runs.isEmpty()) {
            throw Refusal.failed("There is no run yet; give a goal with ./aule run \"list files\".");
        }
        return Json.text(runs.get(0), "id");
    }

    private static List<String> ending(Kernel kernel, String end) {
        List<String> found = new ArrayList<>();
        for (JsonNode run : kernel.get("/v1/runs?limit=" + SEARCHED).path("runs")) {
            String id = Json.text(run, "id");
            if (id.endsWith(end)) {
                found.add(id);
            }
        }
        return found;
    }
}
