package aule.tools;

/** What a person would read of a terminal's output: colours and moves are gone, and what was overwritten too. */
final class PlainScreen {

    private static final char ESCAPE = '\u001b';
    private static final char BELL = '\u0007';

    private final String said;
    private final StringBuilder text = new StringBuilder();
    private int line;
    private int column;
    private int at;

    private PlainScreen(String said) {
        this.said = said;
    }

    static String of(String said) {
        return new PlainScreen(said).read();
    }

    private String read() {
        while (at < said.length()) {
            var next = said.charAt(at++);
            switch (next) {
                case ESCAPE -> sequence();
                case '\n' -> newLine();
                case '\r' -> column = 0;
                case '\b' -> column = Math.max(0, column - 1);
                default -> {
                    if (next >= ' ' || next == '\t') {
                        put(next);
                    }
                }
            }
        }
        return text.toString();
    }

    private void newLine() {
        text.append('\n');
        line = text.length();
        column = 0;
    }

    private void put(char letter) {
        var place = line + column++;
        if (place < text.length()) {
            text.setCharAt(place, letter);
        } else {
            text.append(letter);
        }
    }

    private void sequence() {
        if (at == said.length()) {
            return;
        }
        switch (said.charAt(at++)) {
            case '[' -> control();
            case ']', 'P', '_', '^' -> string();
            case '(', ')', '#', '%' -> at = Math.min(said.length(), at + 1);
            default -> {
                // a sequence of two characters
            }
        }
    }

    /** Only what clears the rest of a line matters to who reads. */
    private void control() {
        var from = at;
        while (at < said.length() && (said.charAt(at) < '@' || said.charAt(at) > '~')) {
            at++;
        }
        if (at == said.length()) {
            return;
        }
        var what = said.charAt(at++);
        var how = said.substring(from, at - 1);
        if (what == 'K' && (how.isEmpty() || how.equals("0"))) {
            text.setLength(Math.min(text.length(), line + column));
        }
    }

    private void string() {
        while (at < said.length()) {
            var next = said.charAt(at++);
            if (next == BELL) {
                return;
            }
            if (next == ESCAPE) {
                at = Math.min(said.length(), at + 1);
                return;
            }
        }
    }
}
