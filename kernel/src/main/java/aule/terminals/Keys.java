package aule.terminals;

/** What was typed since the last line was sent off, as far as one can tell without knowing who reads it. */
final class Keys {

    private static final int LONGEST = 4 * 1024;
    private static final char ESCAPE = '\u001b';
    private static final String PASTE = ESCAPE + "[200~";

    private final StringBuilder line = new StringBuilder();

    /** Whether nothing of a line was typed yet. */
    boolean atStart() {
        return line.isEmpty();
    }

    String line() {
        return line.toString();
    }

    /** Whether somebody wrote this; what terminals answer by themselves, and arrows, begin with an escape. */
    static boolean written(String text) {
        return text.charAt(0) != ESCAPE || text.startsWith(PASTE);
    }

    /** Returns how many lines were sent off. */
    int typed(String text) {
        var lines = 0;
        for (var at = 0; at < text.length(); at++) {
            var key = text.charAt(at);
            if (key == '\r' || key == '\n') {
                lines++;
                line.setLength(0);
            } else if (key == '\u0003' || key == '\u0015') {
                line.setLength(0);
            } else if (key == '\b' || key == '\u007f') {
                line.setLength(Math.max(0, line.length() - 1));
            } else if (line.length() < LONGEST) {
                line.append(key);
            }
        }
        return lines;
    }
}
