package aule.models.commands;

import java.util.List;

/**
 * A text in which everything quoted stands as one character that no word contains, so that the grammar cannot see words
 * inside quotes. The characters come from Unicode's private area, in the order of the literals.
 */
record Masked(String text, List<Literal> literals) {

    static final char FIRST = '\uE000';
    static final char LAST = '\uF8FF';

    /** How many literals one goal can have. */
    static final int MOST = LAST - FIRST + 1;

    /** Something quoted: as it was written, and what is inside. */
    record Literal(String source, String value) {}

    Masked {
        literals = List.copyOf(literals);
    }

    static boolean isMark(int character) {
        return character >= FIRST && character <= LAST;
    }

    /** Whether a part of the text is exactly one literal. */
    boolean isLiteral(String part) {
        return part.length() == 1 && isMark(part.charAt(0));
    }

    /** What a part of the text means: the inside of a literal, or the part as it was written. */
    String value(String part) {
        return isLiteral(part) ? literal(part.charAt(0)).value() : source(part);
    }

    /** A part of the text as it was written. */
    String source(String part) {
        var written = new StringBuilder();
        for (var at = 0; at < part.length(); at++) {
            var each = part.charAt(at);
            written.append(isMark(each) ? literal(each).source() : String.valueOf(each));
        }
        return written.toString();
    }

    /** Whether a part could be read as one quotation or as several, which only its writer knows. */
    boolean isAmbiguous(String part) {
        if (part.isEmpty() || isLiteral(part)) {
            return false;
        }
        var written = source(part);
        var first = written.charAt(0);
        return "'\"“`".indexOf(first) >= 0 && written.endsWith(String.valueOf(first == '“' ? '”' : first));
    }

    private Literal literal(char mark) {
        return literals.get(mark - FIRST);
    }
}
