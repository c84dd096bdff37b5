package aule.tools;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What stands before the hunks of one file. */
final class PatchHeader {

    private static final String NOTHING = "/dev/null";

    private String from = "";
    private String to = "";
    private FilePatch.Kind kind = FilePatch.Kind.MODIFY;
    private Optional<Integer> mode = Optional.empty();

    /** The path that the patch is about. */
    String path() {
        return to.isEmpty() ? from : to;
    }

    /** The names behind {@code diff --git}; when they differ, later lines say them again one by one. */
    void git(String names) {
        var half = names.length() / 2;
        if (names.startsWith("a/") && names.length() % 2 == 1 && names.charAt(half) == ' ') {
            from = names.substring(2, half);
            to = from;
        }
    }

    /** One of git's lines. */
    void line(String line) {
        if (line.startsWith("new file mode ")) {
            kind = FilePatch.Kind.CREATE;
            mode = mode(line);
        } else if (line.startsWith("deleted file mode ")) {
            kind = FilePatch.Kind.DELETE;
        } else if (line.startsWith("new mode ")) {
            mode = mode(line);
        } else if (line.startsWith("rename from ") || line.startsWith("copy from ")) {
            from = unquoted(line.substring(line.indexOf(" from ") + 6));
            kind = line.startsWith("copy") ? FilePatch.Kind.COPY : FilePatch.Kind.RENAME;
        } else if (line.startsWith("rename to ") || line.startsWith("copy to ")) {
            to = unquoted(line.substring(line.indexOf(" to ") + 4));
        }
    }

    /** The names behind the dashes and the pluses. */
    void names(String before, String after) {
        var old = named(before);
        var now = named(after);
        var stripped = (old.equals(NOTHING) || old.startsWith("a/")) && (now.equals(NOTHING) || now.startsWith("b/"));
        if (kind == FilePatch.Kind.RENAME || kind == FilePatch.Kind.COPY) {
            return;
        }
        if (old.equals(NOTHING)) {
            kind = FilePatch.Kind.CREATE;
            to = stripped ? now.substring(2) : now;
        } else if (now.equals(NOTHING)) {
            kind = FilePatch.Kind.DELETE;
            from = stripped ? old.substring(2) : old;
        } else {
            from = stripped ? old.substring(2) : old;
            to = stripped ? now.substring(2) : now;
            kind = from.equals(to) ? kind : FilePatch.Kind.RENAME;
        }
    }

    FilePatch with(List<Hunk> hunks) {
        return switch (kind) {
            case CREATE -> new FilePatch(kind, "", path(), mode, hunks);
            case DELETE -> new FilePatch(kind, from.isEmpty() ? to : from, "", mode, hunks);
            case MODIFY, RENAME, COPY -> new FilePatch(kind, from, to, mode, hunks);
        };
    }

    private static Optional<Integer> mode(String line) {
        var digits = line.substring(line.lastIndexOf(' ') + 1);
        return digits.matches("[0-7]{6}") ? Optional.of(Integer.parseInt(digits, 8)) : Optional.empty();
    }

    /** Without the time that some programs write behind a tab. */
    private static String named(String text) {
        var tab = text.indexOf('\t');
        return unquoted((tab < 0 ? text : text.substring(0, tab)).strip());
    }

    /** Git puts a name with unusual characters in quotes and writes those as C does. */
    private static String unquoted(String text) {
        if (text.length() < 2 || !text.startsWith("\"") || !text.endsWith("\"")) {
            return text;
        }
        var out = new ByteArrayOutputStream();
        var inside = text.substring(1, text.length() - 1);
        for (var at = 0; at < inside.length(); at++) {
            var c = inside.charAt(at);
            if (c != '\\' || at + 1 == inside.length()) {
                out.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            } else if (inside.substring(at + 1).matches("(?s)[0-3][0-7][0-7].*")) {
                out.write(Integer.parseInt(inside.substring(at + 1, at + 4), 8));
                at += 3;
            } else {
                at++;
                out.write(
                        switch (inside.charAt(at)) {
                            case 'n' -> '\n';
                            case 't' -> '\t';
                            default -> inside.charAt(at);
                        });
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
