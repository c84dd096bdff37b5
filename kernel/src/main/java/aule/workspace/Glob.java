package aule.workspace;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * A shell pattern for relative paths. One without a slash is for names in any folder; {@code *} and {@code ?} stay
 * within a name, and <code>**</code> as a whole step stands for any number of folders. Matching takes time in
 * proportion to the path's length, whatever the pattern.
 */
public final class Glob {

    private static final int LONGEST = 1_000;
    private static final String SPECIAL = "*?[{\\";
    private static final String ANY_FOLDERS = "(?:.*/)?";

    private final boolean anywhere;
    private final String literal;
    private final boolean ending;
    private final Pattern pattern;

    private Glob(String text, boolean choices) {
        anywhere = text.indexOf('/') < 0;
        var rest = text.startsWith("*") ? text.substring(1) : text;
        literal = plain(rest) ? rest : "";
        ending = text.startsWith("*");
        var regex = (anywhere ? ANY_FOLDERS : "")
                + new Translation(text.startsWith("/") ? text.substring(1) : text, choices).regex();
        pattern = Pattern.compile(regex, Pattern.DOTALL);
    }

    /**
     * With choices in braces, as in {@code *.{js,ts}}.
     *
     * @throws AuleException with {@code INVALID} if it is longer than 1,000 characters
     */
    public static Glob of(String text) {
        if (text.length() > LONGEST) {
            throw new AuleException(
                    ErrorCode.INVALID,
                    "The pattern has %,d characters; use one of at most %,d.".formatted(text.length(), LONGEST));
        }
        return new Glob(text.startsWith("./") ? text.substring(2) : text, true);
    }

    /** As git ignores files by it: braces mean themselves. */
    static Glob ofGit(String text) {
        return new Glob(text.substring(0, Math.min(text.length(), LONGEST)), false);
    }

    /** @param path relative, with forward slashes */
    public boolean matches(String path) {
        if (!anywhere || literal.isEmpty()) {
            return pattern.matches(path);
        }
        var name = path.substring(path.lastIndexOf('/') + 1);
        return ending ? name.endsWith(literal) : name.equals(literal);
    }

    private static boolean plain(String text) {
        return text.chars().allMatch(it -> SPECIAL.indexOf(it) < 0);
    }

    /** The pattern as a regular expression. */
    private static final class Translation {

        private final String text;
        private final boolean choices;
        private final StringBuilder regex = new StringBuilder();
        private int open;
        private int at;

        Translation(String text, boolean choices) {
            this.text = text;
            this.choices = choices && balanced(text);
        }

        /** Whether every brace has its other half. */
        private static boolean balanced(String text) {
            var depth = 0;
            for (var at = 0; at < text.length() && depth >= 0; at++) {
                depth += text.charAt(at) == '{' ? 1 : text.charAt(at) == '}' ? -1 : 0;
            }
            return depth == 0;
        }

        String regex() {
            while (at < text.length()) {
                step(text.charAt(at));
            }
            return regex.toString();
        }

        private void step(char c) {
            switch (c) {
                case '*' -> stars();
                case '?' -> add("[^/]", 1);
                case '[' -> set();
                case '\\' -> {
                    at = Math.min(at + 1, text.length() - 1);
                    quote(text.charAt(at));
                }
                default -> {
                    if (!choices || !choice(c)) {
                        quote(c);
                    }
                }
            }
        }

        private void stars() {
            var end = at;
            while (end < text.length() && text.charAt(end) == '*') {
                end++;
            }
            var step = (at == 0 || text.charAt(at - 1) == '/') && end - at == 2;
            if (step && end < text.length() && text.charAt(end) == '/') {
                add(ANY_FOLDERS, 3);
            } else {
                add(step && end == text.length() ? ".*" : "[^/]*", end - at);
            }
        }

        /** Characters in brackets; a bracket that is never closed means itself. */
        private void set() {
            var from = at + 1;
            var not = from < text.length() && (text.charAt(from) == '!' || text.charAt(from) == '^');
            var first = not ? from + 1 : from;
            var end = text.indexOf(']', first + 1);
            if (end < 0) {
                quote('[');
                return;
            }
            var inside = text.substring(first, end).replaceAll("[\\[\\]\\\\^&]", "\\\\$0");
            var set = (not ? "[^/" : "[") + inside + "]";
            if (usable(set)) {
                add(set, end + 1 - at);
            } else {
                quote('[');
            }
        }

        /** A range can run backwards. */
        private static boolean usable(String set) {
            try {
                Pattern.compile(set);
                return true;
            } catch (PatternSyntaxException e) {
                return false;
            }
        }

        private boolean choice(char c) {
            if (c == '{') {
                open++;
                add("(?:", 1);
                return true;
            }
            if (open == 0 || (c != ',' && c != '}')) {
                return false;
            }
            if (c == '}') {
                open--;
            }
            add(c == ',' ? "|" : ")", 1);
            return true;
        }

        private void quote(char c) {
            add(Pattern.quote(String.valueOf(c)), 1);
        }

        private void add(String piece, int read) {
            regex.append(piece);
            at += read;
        }
    }
}
