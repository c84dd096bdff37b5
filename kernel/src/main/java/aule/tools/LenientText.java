package aule.tools;

import java.util.regex.Pattern;

/**
 * Reads one quoted text. A quote that is not followed by what may follow a text is part of it, so that quotes which
 * somebody forgot to escape stay where they are.
 */
final class LenientText {

    /** Where a text stands, which decides what may follow it. */
    enum Place {
        NAME,
        MEMBER,
        ITEM
    }

    private static final String GAP = "(?:[\\s,]++|//[^\\n]*+|#[^\\n]*+|/\\*.*?\\*/)*+";

    /** What follows the comma after a member's value: another name, or the end. */
    private static final Pattern NEXT_MEMBER = Pattern.compile(
            GAP + "(?:(?:\"[^\"\\n]*\"|'[^'\\n]*'|“[^”\\n]*”|[A-Za-z_]\\w*)\\s*[:=]|[}\\]]|\\z)", Pattern.DOTALL);

    private static final Pattern NEXT_ITEM = Pattern.compile(GAP + "(?:[\"'“{\\[\\]}\\w-]|\\z)", Pattern.DOTALL);

    private static final Pattern MEMBER = Pattern.compile("\"[A-Za-z_]\\w*\"\\s*:");

    private final String text;
    private final Place place;
    private final String close;
    private final StringBuilder read = new StringBuilder();
    private int at;
    private boolean cut;

    /** Stands on the opening quote. */
    LenientText(String text, int at, Place place) {
        this.text = text;
        this.place = place;
        var quote = text.charAt(at);
        var triple = String.valueOf(quote).repeat(3);
        this.close = text.startsWith(triple, at) ? triple : String.valueOf(closing(quote));
        this.at = at + (text.startsWith(triple, at) ? 3 : 1);
    }

    /** The quote that closes what this one opens, 0 if it is none. */
    static char closing(char open) {
        return switch (open) {
            case '"', '\'', '`' -> open;
            case '“' -> '”';
            case '‘' -> '’';
            default -> 0;
        };
    }

    int end() {
        return at;
    }

    boolean cut() {
        return cut;
    }

    String read() {
        while (at < text.length()) {
            if (text.startsWith(close, at) && ends(at + close.length())) {
                at += close.length();
                return read.toString();
            }
            var c = text.charAt(at++);
            if (c == '\\' && at < text.length()) {
                escape(text.charAt(at++));
            } else {
                read.append(c);
            }
        }
        cut = true;
        return read.toString();
    }

    private boolean ends(int after) {
        var next = after;
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        if (next >= text.length()) {
            return true;
        }
        var c = text.charAt(next);
        if (place == Place.NAME) {
            return c == ':' || c == '=';
        }
        if (c == ',') {
            var follows = place == Place.ITEM ? NEXT_ITEM : NEXT_MEMBER;
            return follows.matcher(text).region(next + 1, text.length()).lookingAt();
        }
        return c == '}' || c == ']' || c == '/' || c == '#' || (c == '"' && newMember(next)) || c == '`';
    }

    /** A forgotten comma: another member begins on the next line. */
    private boolean newMember(int from) {
        return MEMBER.matcher(text).region(from, text.length()).lookingAt();
    }

    private void escape(char c) {
        switch (c) {
            case 'n' -> read.append('\n');
            case 't' -> read.append('\t');
            case 'r' -> read.append('\r');
            case 'b' -> read.append('\b');
            case 'f' -> read.append('\f');
            case '"', '\'', '\\', '/', '`', '\n' -> read.append(c);
            case 'u' -> unicode();
            default -> read.append('\\').append(c);
        }
    }

    private void unicode() {
        var end = Math.min(text.length(), at + 4);
        var digits = text.substring(at, end);
        if (digits.matches("[0-9a-fA-F]{4}")) {
            read.append((char) Integer.parseInt(digits, 16));
            at = end;
        } else {
            read.append("\\u");
        }
    }
}
