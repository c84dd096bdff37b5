package aule.cli;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Changes of files as lines for a person: unified diffs in colours, and sentences for what has none. */
record Patches(Paint paint) {

    private static final int PATH_LENGTH = 400;

    /** One change, whole. */
    String inFull(JsonNode change) {
        StringBuilder lines = new StringBuilder(paint.bold(title(change)));
        String patch = Json.text(change, "patch");
        if (patch.isEmpty()) {
            return lines.append('\n').append(paint.dim("  " + without(change))).toString();
        }
        Visible.plain(patch).lines().forEach(line -> lines.append('\n').append(coloured(line)));
        if (change.path("patch_cut").asBoolean(false)) {
            lines.append('\n').append(paint.dim("  (the diff goes on; only its beginning is shown)"));
        }
        return lines.toString();
    }

    /** What happened, and to what. */
    static String title(JsonNode change) {
        String from = Json.text(change, "from");
        String path = path(change);
        return switch (Json.text(change, "kind")) {
            case "added" -> "A  " + path;
            case "deleted" -> "D  " + path;
            case "renamed" -> "R  " + Visible.line(from, PATH_LENGTH) + " → " + path;
            case "mode" -> "M  " + path + "  " + mode(change, "before") + " → " + mode(change, "after");
            default -> "M  " + path;
        };
    }

    private static String path(JsonNode change) {
        String side = change.path("after").isObject() ? "after" : "before";
        boolean folder = Json.text(change.path(side), "kind").equals("dir");
        return Visible.line(Json.text(change, "path"), PATH_LENGTH) + (folder ? "/" : "");
    }

    private static String mode(JsonNode change, String side) {
        return Json.text(change.path(side), "mode");
    }

    private static String without(JsonNode change) {
        boolean file = List.of("before", "after").stream()
                .anyMatch(it -> Json.text(change.path(it), "kind").equals("file"));
        boolean changed = !Json.text(change, "kind").equals("mode");
        return file && changed
                ? "binary or large: " + size(change, "before") + " → " + size(change, "after") + " bytes"
                : "no text";
    }

    private static long size(JsonNode change, String side) {
        return change.path(side).path("size").asLong(0);
    }

    private String coloured(String line) {
        if (line.startsWith("+++") || line.startsWith("---")) {
            return paint.dim(line);
        }
        if (line.startsWith("@@")) {
            return paint.cyan(line);
        }
        if (line.startsWith("+")) {
            return paint.green(line);
        }
        return line.startsWith("-") ? paint.red(line) : line;
    }
}
