package aule.tools;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** The lines of a long text, one at a time; a line that has no end in sight counts as several. */
final class LongLines {

    /** In characters. */
    static final int LONGEST = 2_000;

    private final BufferedReader text;
    private int number;

    LongLines(Reader text) {
        this.text = new BufferedReader(text);
    }

    /** The number of the line that was read last, from 1. */
    int number() {
        return number;
    }

    @Nullable
    String next() throws IOException {
        var line = new StringBuilder();
        for (var c = text.read(); c >= 0; c = text.read()) {
            if (c == '\n') {
                number++;
                return line.toString();
            }
            line.append((char) c);
            if (line.length() >= LONGEST && !Character.isHighSurrogate((char) c)) {
                number++;
                return line.toString();
            }
        }
        if (line.isEmpty()) {
            return null;
        }
        number++;
        return line.toString();
    }
}
