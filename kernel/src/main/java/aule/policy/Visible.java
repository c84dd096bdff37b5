package aule.policy;

/** Text for the eyes of a person who decides: what would be invisible or turn the line around is spelled out. */
final class Visible {

    private Visible() {}

    /** Replaces control, format, private and unassigned characters by {@code \}{@code u{…}}; line breaks and tabs stay. */
    static String text(String raw) {
        var shown = new StringBuilder(raw.length());
        raw.codePoints().forEach(c -> {
            if (hidden(c)) {
                shown.append("\\u{%x}".formatted(c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    private static boolean hidden(int c) {
        if (c == '\n' || c == '\t') {
            return false;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            case Character.SPACE_SEPARATOR -> c != ' ';
            default -> c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0 || variation(c);
        };
    }

    private static boolean variation(int c) {
        return (c >= 0xFE00 && c <= 0xFE0E) || (c >= 0xE0100 && c <= 0xE01EF);
    }
}
