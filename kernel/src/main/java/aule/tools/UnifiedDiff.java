package aule.tools;

import java.util.ArrayList;
import java.util.List;

/**
 * A unified diff as somebody wrote it, with or without git's headers. The line counts of a hunk are not trusted, since
 * models count badly: a hunk ends where the next thing begins.
 *
 * @param lineEnd how its lines end, for files that it makes
 */
record UnifiedDiff(List<FilePatch> files, String lineEnd) {

    private static final String GIT = "diff --git ";
    private static final String OLD = "--- ";
    private static final String NEW = "+++ ";

    UnifiedDiff {
        files = List.copyOf(files);
    }

    /** The text is no diff; the message says why. */
    static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1;

        MalformedException(String sentence) {
            super(sentence);
        }
    }

    static UnifiedDiff of(String text) throws MalformedException {
        return new Reader(text).read();
    }

    /** Reads line after line. */
    private static final class Reader {

        private final List<String> lines;
        private final String lineEnd;
        private final List<FilePatch> files = new ArrayList<>();
        private int at;

        Reader(String text) {
            lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
            lines = new ArrayList<>(List.of(text.split("\r?\n", -1)));
            if (lines.getLast().isEmpty()) {
                lines.removeLast();
            }
        }

        UnifiedDiff read() throws MalformedException {
            while (at < lines.size()) {
                if (here(GIT)) {
                    files.add(git());
                } else if (plainHeader(at)) {
                    files.add(plain());
                } else if (here("@@")) {
                    throw malformed(
                            "has a hunk without a file before it; begin each file with '--- a/PATH' and '+++ b/PATH'.");
                } else {
                    at++; // words around the diff
                }
            }
            if (files.isEmpty()) {
                throw new MalformedException(
                        "The patch names no file; begin each file with '--- a/PATH' and '+++ b/PATH' and then its hunks ('@@ -1,3 +1,4 @@').");
            }
            return new UnifiedDiff(files, lineEnd);
        }

        private FilePatch plain() throws MalformedException {
            var header = new PatchHeader();
            names(header);
            return header.with(hunks());
        }

        private FilePatch git() throws MalformedException {
            var header = new PatchHeader();
            header.git(lines.get(at++).substring(GIT.length()));
            while (at < lines.size() && !here(GIT) && !here("@@") && !plainHeader(at)) {
                if (here("GIT binary patch") || here("Binary files ")) {
                    throw malformed("changes a binary file, which a patch cannot do here.");
                }
                header.line(lines.get(at++));
            }
            if (at < lines.size() && plainHeader(at)) {
                names(header);
            }
            return header.with(hunks());
        }

        private void names(PatchHeader header) throws MalformedException {
            header.names(
                    lines.get(at).substring(OLD.length()), lines.get(at + 1).substring(NEW.length()));
            at += 2;
            if (header.path().isEmpty()) {
                at--;
                throw malformed("names no file; write its path after '+++ b/'.");
            }
        }

        private List<Hunk> hunks() throws MalformedException {
            var hunks = new ArrayList<Hunk>();
            while (at < lines.size() && here("@@")) {
                hunks.add(hunk());
            }
            return hunks;
        }

        private Hunk hunk() throws MalformedException {
            var hunk = new HunkLines(lines.get(at), at + 1);
            at++;
            while (at < lines.size() && !(hunk.complete() && ends()) && !here("@@") && !here(GIT)) {
                if (!hunk.add(lines.get(at))) {
                    throw malformed("begins with none of ' ', '+', '-'; begin context lines with a space.");
                }
                at++;
            }
            return hunk.hunk();
        }

        /** Whether the hunk cannot go on here, whatever it counted. */
        private boolean ends() {
            return plainHeader(at)
                    || (!lines.get(at).isEmpty()
                            && " +-\\".indexOf(lines.get(at).charAt(0)) < 0);
        }

        /** A removed line that begins with two dashes looks like this too, but not with a hunk behind it. */
        private boolean plainHeader(int line) {
            return line + 1 < lines.size()
                    && lines.get(line).startsWith(OLD)
                    && lines.get(line + 1).startsWith(NEW)
                    && (line + 2 >= lines.size() || lines.get(line + 2).startsWith("@@"));
        }

        private boolean here(String start) {
            return lines.get(at).startsWith(start);
        }

        private MalformedException malformed(String what) {
            return new MalformedException("Line %d of the patch %s".formatted(at + 1, what));
        }
    }
}
