package aule.cli;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Things of a kind that the kernel lists, the oldest first, found by what a person types. */
final class Naming {

    private static final int PAGE = 200;

    private final String kind;
    private final List<JsonNode> all;

    private Naming(String kind, List<JsonNode> all) {
        this.kind = kind;
        this.all = all;
    }

    /**
     * Reads all pages of a list.
     *
     * @param kind what one of them is called
     * @param field of the answer that holds them
     */
    static Naming of(Kernel kernel, String path, String kind, String field) {
        List<JsonNode> all = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page =
                    kernel.get(path + "?limit=" + PAGE + (cursor.isEmpty() ? "" : "&cursor=" + PathPart.of(cursor)));
            page.path(field).forEach(all::add);
            cursor = Json.text(page, "next_cursor");
        } while (!cursor.isEmpty());
        return new Naming(kind, all);
    }

    List<JsonNode> all() {
        return all;
    }

    /** All of them as the kernel gives a page. */
    ObjectNode tree(String field) {
        ObjectNode tree = Json.object();
        all.forEach(tree.withArray(field)::add);
        return tree.put("count", all.size());
    }

    /**
     * The id of the one with this id, with this name, whose id ends so, or for {@code last} of the newest.
     *
     * @throws Refusal when there is none, or more than one
     */
    String resolve(String typed) {
        if (typed.equals("last") && !all.isEmpty()) {
            return Json.text(all.getLast(), "id");
        }
        List<String> found = all.stream()
                .filter(it -> Json.text(it, "id").endsWith(typed)
                        || Json.text(it, "name").equals(typed))
                .map(it -> Json.text(it, "id"))
                .toList();
        if (found.contains(typed)) {
            return typed;
        }
        if (found.size() == 1) {
            return found.getFirst();
        }
        throw Refusal.badUsage(
                found.isEmpty()
                        ? "There is no " + kind + " \"" + typed + "\"; there are: " + ids() + "."
                        : "More than one " + kind + " is \"" + typed + "\": " + String.join(", ", found) + ".");
    }

    private String ids() {
        List<String> ids = all.stream().map(it -> Json.text(it, "id")).toList();
        return ids.isEmpty() ? "none" : String.join(", ", ids);
    }
}
