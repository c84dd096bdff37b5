package aule.workspace;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Finds lines of text files; a file of many shows its first ones. */
final class LineHunter implements SearchApi.Hunter {

    private static final int IN_ONE_FILE = 50;

    /** How much of a line is shown, and how much of it before the place. */
    private static final int SHOWN = 240;

    private static final int BEFORE = 60;

    private final Expression expression;
    private final int limit;
    private final List<SearchApi.Hit> hits = new ArrayList<>();
    private boolean whole = true;

    LineHunter(Expression expression, int limit) {
        this.expression = expression;
        this.limit = limit;
    }

    @Override
    public boolean visit(Found found) {
        if (found.entry().isFile()) {
            found.open().ifPresent(content -> read(found.entry(), content));
        }
        return hits.size() < limit && !Thread.currentThread().isInterrupted();
    }

    @Override
    public List<SearchApi.Hit> hits() {
        return List.copyOf(hits);
    }

    @Override
    public boolean whole() {
        return whole;
    }

    /** A file that goes away or cannot be read to its end counts as far as it was read. */
    private void read(Entry entry, InputStream content) {
        try (content) {
            var text = Encoding.reader(content);
            if (text.isPresent()) {
                look(entry, new NumberedLines(text.get()));
            }
        } catch (IOException gone) {
            whole = false;
        }
    }

    private void look(Entry entry, NumberedLines lines) throws IOException {
        var here = 0;
        for (var line = lines.next(); line != null; line = lines.next()) {
            var at = expression.in(line);
            if (at >= 0) {
                if (here == IN_ONE_FILE || hits.size() == limit) {
                    whole = false;
                    return;
                }
                here++;
                hits.add(hit(entry, lines.number(), line, at));
            }
        }
    }

    private static SearchApi.Hit hit(Entry entry, int number, String line, int at) {
        var from = Math.max(0, at - BEFORE);
        var shown = line.substring(from, Math.min(line.length(), from + SHOWN));
        return new SearchApi.Hit(
                entry.path(), entry.kind().wire(), entry.size(), number, at + 1, from > 0 ? "…" + shown : shown);
    }
}
