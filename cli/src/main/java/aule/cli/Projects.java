package aule.cli;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The kernel's projects, found by what a person calls them. */
record Projects(Kernel kernel) {

    /** @throws Refusal when no project has that name */
    String idOf(String called) {
        if (called.startsWith("proj-")) {
            return called;
        }
        List<String> names = new ArrayList<>();
        for (JsonNode project : kernel.get("/v1/projects?limit=200").path("projects")) {
            String name = Json.text(project, "name");
            if (name.equalsIgnoreCase(called) || folderName(project).equals(called)) {
                return Json.text(project, "id");
            }
            names.add(name);
        }
        throw Refusal.badUsage("There is no project \"" + called + "\"; there are: " + String.join(", ", names) + ".");
    }

    private static String folderName(JsonNode project) {
        String folder = Json.text(project, "folder");
        return folder.substring(folder.lastIndexOf('/') + 1);
    }
}
