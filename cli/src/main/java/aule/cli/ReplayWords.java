package aule.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What came of a replay, in lines for a person: the first difference in full, the others counted. */
record ReplayWords(Paint paint) {

    private static final int BEFORE = 40;
    private static final int LENGTH = 240;
    private static final int WHOLE = 600;

    List<String> of(JsonNode replay) {
        String run = Visible.plain(Json.text(replay, "run_id"));
        String mode = Json.text(replay, "mode");
        if (replay.path("same").asBoolean(false)) {
            return List.of(paint.green("✓ ") + run + " went the same way: "
                    + replay.path("events").asInt(0) + " events, " + mode + ".");
        }
        List<String> lines = new ArrayList<>();
        JsonNode first = replay.path("differences").path(0);
        lines.add(paint.red("✗ ") + run + " went another way at event "
                + first.path("position").asLong(0) + ".");
        lines.addAll(difference(first));
        lines.addAll(rest(replay));
        return lines;
    }

    /** Which members of an event differ, and how; two events of different types stand there whole. */
    private List<String> difference(JsonNode difference) {
        List<String> lines = new ArrayList<>();
        lines.add("  " + Visible.exact(Json.text(difference, "what")));
        JsonNode expected = difference.path("expected");
        JsonNode actual = difference.path("actual");
        if (!actual.isObject() || expected.has("type")) {
            lines.add("    expected  " + cut(written(expected), 0, WHOLE));
            lines.add("    came      " + cut(written(actual), 0, WHOLE));
            return lines;
        }
        Set<String> names = new LinkedHashSet<>(expected.propertyNames());
        names.addAll(actual.propertyNames());
        names.removeIf(name -> expected.path(name).equals(actual.path(name)));
        names.forEach(name -> lines.addAll(member(name, expected.path(name), actual.path(name))));
        if (names.isEmpty()) {
            lines.add("    They are the same as far as they are shown; the difference is in a text behind that.");
        }
        return lines;
    }

    private List<String> member(String name, JsonNode expected, JsonNode actual) {
        String left = written(expected);
        String right = written(actual);
        int from = Math.max(0, firstDifference(left, right) - BEFORE);
        return List.of(
                "    " + paint.bold(Visible.exact(name)),
                "      expected  " + cut(left, from, LENGTH),
                "      came      " + cut(right, from, LENGTH));
    }

    private static List<String> rest(JsonNode replay) {
        List<String> lines = new ArrayList<>();
        int count = replay.path("count").asInt(1);
        if (count > 1) {
            lines.add(count + " differences in all; --json has them.");
        }
        String recorded = Json.text(replay, "recorded_status");
        String status = Json.text(replay, "status");
        if (!status.equals(recorded)) {
            lines.add("The record ends " + recorded + ", the replay " + status + ".");
        }
        if (Json.text(replay, "mode").equals("strict")) {
            lines.add("With --mode behaviour only what was asked for, called, answered and decided counts.");
        }
        return lines;
    }

    private static String written(JsonNode member) {
        return member.isMissingNode() || member.isNull() ? "nothing" : member.toString();
    }

    private static int firstDifference(String left, String right) {
        int at = 0;
        while (at < left.length() && at < right.length() && left.charAt(at) == right.charAt(at)) {
            at++;
        }
        return at;
    }

    private static String cut(String text, int from, int length) {
        int to = Math.min(text.length(), from + length);
        String shown = Visible.exact(text.substring(Math.min(from, to), to));
        return (from > 0 ? "…" : "") + shown + (to < text.length() ? "…" : "");
    }
}
