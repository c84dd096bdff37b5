package aule.tools;

import aule.workspace.NumberedLines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Some lines of a file that is too large to be read whole. */
final class LargePage {

    private final int from;
    private final int limit;
    private int left;

    LargePage(int from, int limit, int bytes) {
        this.from = from;
        this.limit = limit;
        this.left = bytes;
    }

    Tool.Result read(NumberedLines lines, String path, long size) throws IOException, InterruptedException {
        var text = new StringBuilder();
        var last = 0;
        var more = false;
        for (var line = lines.next(); line != null && !more; line = lines.next()) {
            if (Thread.interrupted()) {
                throw new InterruptedException("Reading was stopped.");
            }
            if (lines.number() >= from) {
                left -= line.getBytes(StandardCharsets.UTF_8).length + 1;
                more = lines.number() >= from + limit || (left < 0 && last > 0);
                if (!more) {
                    text.append(line).append('\n');
                    last = lines.number();
                }
            }
        }
        if (last == 0) {
            return Tool.Result.failure(
                    "'%s' has %,d lines; there is no line %,d.".formatted(path, lines.number(), from));
        }
        var rest = more ? " Read on with offset %d.".formatted(last + 1) : "";
        var note = "[Lines %,d to %,d of a file of %,d bytes.%s]".formatted(from, last, size, rest);
        return new Tool.Result.Success(text + note, List.of(), null, more);
    }
}
