package aule.cli;

import java.util.Locale;

/** Text from agents, tools and files, made safe to show: it can neither steer the terminal nor hide in it. */
final class Visible {

    private Visible() {}

    /** For reading: what would steer the terminal is left out, everything else stays. */
    static String plain(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int end = endOfEscape(text, at);
            if (end > at) {
                at = end;
                continue;
            }
            int character = text.codePointAt(at);
            if (character == '\n' || character == '\t' || !Character.isISOControl(character)) {
                shown.appendCodePoint(character);
            }
            at += Character.charCount(character);
        }
        return shown.toString();
    }

    /** For deciding: every character that a reader could miss is written out; line breaks stay line breaks. */
    static String exact(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            if (character == '\n' || !hidden(character)) {
                shown.appendCodePoint(character);
            } else {
                shown.append(written(character));
            }
        });
        return trailingSpaces(shown.toString());
    }

    /** One line of at most the given length, for tables and progress. */
    static String line(String text, int length) {
        String flat = plain(text).replaceAll("\\s+", " ").strip();
        return flat.length() <= length ? flat : flat.substring(0, length - 1) + "…";
    }

    private static boolean hidden(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            case Character.SPACE_SEPARATOR -> character != ' ';
            default -> blank(character);
        };
    }

    /** Letters and marks that are drawn as nothing: Hangul fillers, variation selectors, the Braille blank. */
    private static boolean blank(int character) {
        return character == 0x115F
                || character == 0x1160
                || character == 0x3164
                || character == 0xFFA0
                || character == 0x2800
                || character == 0x034F
                || (character >= 0xFE00 && character <= 0xFE0F)
                || (character >= 0xE0100 && character <= 0xE01EF);
    }

    private static String written(int character) {
        return switch (character) {
            case '\t' -> "\\t";
            case '\r' -> "\\r";
            case 0x1B -> "\\e";
            default -> String.format(Locale.ROOT, "\\u{%04x}", character);
        };
    }

    private static String trailingSpaces(String text) {
        StringBuilder shown = new StringBuilder(text);
        for (int at = shown.length() - 1; at >= 0; at--) {
            boolean lastOfLine =
                    at == shown.length() - 1 || shown.charAt(at + 1) == '\n' || shown.charAt(at + 1) == '·';
            if (shown.charAt(at) == ' ' && lastOfLine) {
                shown.setCharAt(at, '·');
            }
        }
        return shown.toString();
    }

    /** Where the escape sequence that starts here ends; the same place when none starts. */
    private static int endOfEscape(String text, int start) {
        if (text.charAt(start) != 0x1B || start + 1 >= text.length()) {
            return start;
        }
        int at = start + 1;
        if (text.charAt(at) == ']') {
            while (at < text.length()
                    && text.charAt(at) != 0x07
                    && text.charAt(at) != 0x1B
                    && text.charAt(at) != '\n') {
                at++;
            }
            return at < text.length() && text.charAt(at) == 0x07 ? at + 1 : at;
        }
        if (text.charAt(at) != '[') {
            return at;
        }
        do {
            at++;
        } while (at < text.length() && text.charAt(at) >= 0x20 && text.charAt(at) < 0x40);
        return at < text.length() && text.charAt(at) >= 0x40 && text.charAt(at) < 0x7F ? at + 1 : at;
    }
}
