package aule.policy;

/** A place in a script, and how to read on from it. */
final class Cursor {

    private final String text;
    private int at;

    Cursor(String text) {
        this.text = text;
    }

    boolean more() {
        return at < text.length();
    }

    char take() {
        return text.charAt(at++);
    }

    /** Takes this character if it comes next. */
    boolean next(char c) {
        if (more() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    /** Reads up to a character and past it; escapes do not count. */
    String literal(char end) {
        var from = at;
        while (more() && text.charAt(at) != end) {
            at++;
        }
        return past(from);
    }

    /** Reads up to a character and past it, leaving escapes as they are. */
    String escaped(char end) {
        var from = at;
        while (more() && text.charAt(at) != end) {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return past(from);
    }

    private String past(int from) {
        var read = text.substring(from, Math.min(at, text.length()));
        at = Math.min(at + 1, text.length());
        return read;
    }

    String name() {
        var from = at;
        while (more() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        return text.substring(from, at);
    }

    /** Reads up to the closing character of what was just opened. */
    String balanced(char open, char close) {
        var from = at;
        var level = 1;
        while (more()) {
            var c = take();
            if (c == '\\') {
                at++;
            } else if (c == '\'') {
                literal('\'');
            } else if (c == open) {
                level++;
            } else if (c == close && --level == 0) {
                return text.substring(from, at - 1);
            }
        }
        at = text.length();
        return text.substring(from);
    }

    /** Reads to the end of the line, which stays. */
    void skipLine() {
        while (more() && text.charAt(at) != '\n') {
            at++;
        }
    }

    /** Reads the lines of a here-document and its last one. */
    String document(String end) {
        var body = new StringBuilder();
        while (more()) {
            var line = literal('\n');
            if (line.strip().equals(end)) {
                break;
            }
            body.append(line).append('\n');
        }
        return body.toString();
    }
}
