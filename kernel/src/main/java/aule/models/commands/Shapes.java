package aule.models.commands;

import aule.models.commands.Rule.Shaping;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How the blanks of a form become the arguments of a tool. */
final class Shapes {

    private Shapes() {}

    static final Shaping AS_IS = filled -> filled;

    /** A text file ends with a line end, so content that has none gets one. */
    static final Shaping LINE = filled -> {
        var content = String.valueOf(filled.get("content"));
        var ended = content.isEmpty() || content.endsWith("\n") ? content : content + "\n";
        return with(filled, "content", ended);
    };

    static final Shaping EMPTY = filled -> with(filled, "content", "");

    /** Lines {@code first} to {@code last}, counted from 1, both included. */
    static final Shaping RANGE = filled -> {
        var first = number(filled, "first");
        var last = filled.containsKey("last") ? number(filled, "last") : first;
        var from = Math.min(first, last);
        return Map.of(
                "path", filled.getOrDefault("path", ""), "offset", from, "limit", Math.max(first, last) - from + 1);
    };

    static final Shaping HEAD =
            filled -> Map.of("path", filled.getOrDefault("path", ""), "offset", 1, "limit", number(filled, "number"));

    static final Shaping TIMED = filled ->
            Map.of("command", filled.getOrDefault("command", ""), "timeout_seconds", number(filled, "seconds"));

    static final Shaping FACT = filled -> with(filled, "category", "fact");

    /** Only what divides an hour or a day evenly can be said in a cron expression. */
    static final Shaping CRON = filled -> {
        var count = filled.containsKey("number") ? number(filled, "number") : 1;
        var unit = String.valueOf(filled.get("unit")).toLowerCase(Locale.ROOT).charAt(0);
        var cron = cron(count, unit);
        var content = String.valueOf(filled.get("content"));
        var name = content.length() <= 60 ? content : content.substring(0, 60);
        return cron.isEmpty() ? null : Map.of("name", name, "type", "cron", "prompt", content, "cron_expr", cron);
    };

    private static String cron(int count, char unit) {
        return switch (unit) {
            case 'm' -> count > 0 && 60 % count == 0 ? "*/%d * * * *".formatted(count) : "";
            case 'h' -> count > 0 && 24 % count == 0 ? "0 */%d * * *".formatted(count) : "";
            default -> count == 1 ? "0 9 * * *" : "";
        };
    }

    private static int number(Map<String, Object> filled, String name) {
        return Integer.parseInt(String.valueOf(filled.get(name)));
    }

    private static Map<String, Object> with(Map<String, Object> filled, String name, Object value) {
        var all = new LinkedHashMap<>(filled);
        all.put(name, value);
        return all;
    }
}
