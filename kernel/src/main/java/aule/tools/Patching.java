package aule.tools;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * One text that takes the hunks of a patch from its beginning to its end. A hunk goes where its lines stand nearest to
 * where it says; if they stand nowhere, up to two lines of its outer context are forgiven. Line ends are the file's own.
 */
final class Patching {

    private static final int FUZZ = 2;
    private static final int SHOWN = 8;
    private static final Pattern LINE = Pattern.compile("[^\\n]*\\n|[^\\n]+");

    private final String path;
    private final String before;
    private final List<String> old;
    private final String end;
    private final List<String> out = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private int next;
    private int drift;
    private int count;

    private record Place(Hunk hunk, int at, int fuzz) {}

    /** @param end how lines end that go into an empty text */
    Patching(String path, String before, String end) {
        this.path = path;
        this.before = before;
        this.old = LINE.matcher(before).results().map(it -> it.group()).toList();
        var crlf = old.stream().filter(it -> it.endsWith("\r\n")).count();
        this.end = old.isEmpty() ? end : crlf * 2 > old.size() ? "\r\n" : "\n";
    }

    /** Takes the next hunk; says why it does not fit, if it does not. */
    Optional<String> take(Hunk hunk) {
        count++;
        var wanted = hunk.old();
        if (hunk.line() == 0 && (wanted.isEmpty() ? !old.isEmpty() : several(wanted))) {
            return Optional.of("Hunk %d of %s (%s) could go to several places; give its line number or more context."
                    .formatted(count, path, hunk.header()));
        }
        var place = place(hunk);
        if (place.isEmpty()) {
            return Optional.of(conflict(hunk));
        }
        put(place.get());
        return Optional.empty();
    }

    /** What was not as the patch says though it fitted. */
    List<String> notes() {
        return notes;
    }

    /** The text with all hunks that were taken. */
    String after() {
        var all = new ArrayList<>(out);
        all.addAll(old.subList(next, old.size()));
        var text = new StringBuilder();
        for (var at = 0; at < all.size(); at++) {
            var line = all.get(at);
            text.append(line).append(at < all.size() - 1 && !line.endsWith("\n") ? end : "");
        }
        return text.toString();
    }

    private void put(Place place) {
        note(place);
        out.addAll(old.subList(next, place.at()));
        next = place.at();
        for (var line : place.hunk().lines()) {
            if (line.side() != Hunk.Side.OLD) {
                out.add(line.side() == Hunk.Side.NEW ? line.text() + end : old.get(next));
            }
            next += line.side() == Hunk.Side.NEW ? 0 : 1;
        }
        var lines = place.hunk().lines();
        if (place.hunk().endsOpen() && next == old.size() && lines.getLast().side() == Hunk.Side.NEW) {
            out.add(lines.getLast().text());
            out.remove(out.size() - 2);
        }
    }

    private void note(Place place) {
        var said = place.hunk().line();
        if (said == 0) {
            return;
        }
        drift = place.at() + 1 - said;
        if (drift != 0 || place.fuzz() > 0) {
            notes.add("hunk %d of %s went to line %d%s"
                    .formatted(count, path, place.at() + 1, place.fuzz() > 0 ? " without its outer context" : ""));
        }
    }

    private Optional<Place> place(Hunk hunk) {
        for (var fuzz = 0; fuzz <= FUZZ; fuzz++) {
            var less = hunk.without(Math.min(fuzz, hunk.leading()), Math.min(fuzz, hunk.trailing()));
            if (fuzz > 0 && less.old().isEmpty()) {
                return Optional.empty();
            }
            var at = nearest(less);
            if (at.isPresent()) {
                return Optional.of(new Place(less, at.getAsInt(), fuzz));
            }
        }
        return Optional.empty();
    }

    private OptionalInt nearest(Hunk hunk) {
        var wanted = hunk.old();
        var most = old.size() - wanted.size();
        if (most < next) {
            return OptionalInt.empty();
        }
        var expected = Math.clamp(expected(hunk), next, most);
        if (wanted.isEmpty()) {
            return OptionalInt.of(expected);
        }
        for (var away = 0; away <= Math.max(expected - next, most - expected); away++) {
            if (expected + away <= most && stands(wanted, expected + away)) {
                return OptionalInt.of(expected + away);
            }
            if (expected - away >= next && stands(wanted, expected - away)) {
                return OptionalInt.of(expected - away);
            }
        }
        return OptionalInt.empty();
    }

    private int expected(Hunk hunk) {
        return hunk.line() == 0 ? next : Math.max(0, hunk.line() - 1 + drift);
    }

    private boolean several(List<String> wanted) {
        var found = 0;
        for (var at = next; at <= old.size() - wanted.size() && found < 2; at++) {
            found += stands(wanted, at) ? 1 : 0;
        }
        return found > 1;
    }

    private boolean stands(List<String> wanted, int at) {
        for (var line = 0; line < wanted.size(); line++) {
            if (!bare(old.get(at + line)).equals(wanted.get(line))) {
                return false;
            }
        }
        return true;
    }

    private static String bare(String line) {
        var end = line.endsWith("\r\n") ? 2 : line.endsWith("\n") ? 1 : 0;
        return line.substring(0, line.length() - end);
    }

    private String conflict(Hunk hunk) {
        Function<List<String>, String> joined = it -> String.join(end, it);
        var from = Math.min(Math.max(0, expected(hunk)), Math.max(0, old.size() - 1));
        var to = Math.min(
                old.size(), from + Math.min(SHOWN, Math.max(1, hunk.old().size())));
        var there = new StringBuilder();
        for (var at = from; at < to; at++) {
            there.append("\n%d: %s".formatted(at + 1, Mismatch.clip(bare(old.get(at)))));
        }
        return "Hunk %d of %s (%s) does not fit. From line %d on there stands%s\n%s"
                .formatted(
                        count,
                        path,
                        hunk.header(),
                        from + 1,
                        there.isEmpty() ? " nothing; the file is empty." : there,
                        Mismatch.explain(path, before, joined.apply(hunk.old()), joined.apply(hunk.fresh())));
    }
}
