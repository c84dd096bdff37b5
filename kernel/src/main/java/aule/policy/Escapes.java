package aule.policy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Backslash escapes as shells and programming languages write them. */
final class Escapes {

    private static final Pattern ESCAPE =
            Pattern.compile("\\\\(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{4})|([0-7]{1,3})|(.))", Pattern.DOTALL);

    private Escapes() {}

    static String decode(String text) {
        return ESCAPE.matcher(text).replaceAll(it -> Matcher.quoteReplacement(one(it)));
    }

    private static String one(java.util.regex.MatchResult escape) {
        if (escape.group(1) != null) {
            return Character.toString(Integer.parseInt(escape.group(1), 16));
        }
        if (escape.group(2) != null) {
            return Character.toString(Integer.parseInt(escape.group(2), 16));
        }
        if (escape.group(3) != null) {
            return Character.toString(Integer.parseInt(escape.group(3), 8));
        }
        return switch (escape.group(4)) {
            case "n" -> "\n";
            case "t" -> "\t";
            case "r" -> "\r";
            default -> escape.group(4);
        };
    }
}
