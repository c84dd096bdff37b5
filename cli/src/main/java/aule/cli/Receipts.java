package aule.cli;

import tools.jackson.databind.JsonNode;

/** What a tool call left behind, on one line: how it ended, what it changed, its receipt. */
final class Receipts {

    private static final int FILES_NAMED = 3;

    private Receipts() {}

    static String mark(JsonNode answered) {
        StringBuilder mark = new StringBuilder();
        String error = Json.text(answered, "error");
        int exitCode = answered.path("exit_code").asInt(0);
        if (exitCode != 0) {
            add(mark, "exit " + exitCode);
        } else if (!error.isEmpty()) {
            add(mark, error);
        }
        changes(mark, answered.path("changes"));
        add(mark, Durations.of(answered.path("duration_ms").asLong(0)));
        if (answered.path("truncated").asBoolean(false)) {
            add(mark, "output cut");
        }
        add(mark, Json.text(answered, "receipt_id"));
        return mark.toString();
    }

    private static void changes(StringBuilder mark, JsonNode changes) {
        int named = 0;
        for (JsonNode change : changes) {
            if (named++ < FILES_NAMED) {
                add(mark, change(change));
            }
        }
        if (changes.size() > FILES_NAMED) {
            add(mark, (changes.size() - FILES_NAMED) + " more files");
        }
    }

    private static String change(JsonNode change) {
        String counts = "+" + change.path("added").asInt(0) + " −"
                + change.path("removed").asInt(0);
        return Visible.line(Json.text(change, "path"), 60) + " " + Json.text(change, "kind") + " " + counts;
    }

    private static void add(StringBuilder mark, String part) {
        if (!part.isEmpty()) {
            mark.append(mark.isEmpty() ? "" : " · ").append(part);
        }
    }
}
