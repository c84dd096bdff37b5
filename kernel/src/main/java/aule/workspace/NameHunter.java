package aule.workspace;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.PriorityQueue;

/**
 * Finds names as a quick opener does: all characters of the query in their order, best where they stand together, in
 * the name itself and at its start.
 */
final class NameHunter implements SearchApi.Hunter {

    private static final int APART = 8;
    private static final int OUTSIDE_NAME = 64;
    private static final int INSIDE_NAME = 4;

    private record Scored(SearchApi.Hit hit, int distance) {}

    private static final Comparator<Scored> BEST = Comparator.comparingInt(Scored::distance)
            .thenComparingInt(it -> it.hit().path().length())
            .thenComparing(it -> it.hit().path());

    private final String query;
    private final int limit;
    private final PriorityQueue<Scored> best;
    private boolean whole = true;

    NameHunter(String query, int limit) {
        this.query = query.toLowerCase(Locale.ROOT).replace(" ", "");
        this.limit = limit;
        this.best = new PriorityQueue<>(BEST.reversed());
    }

    @Override
    public boolean visit(Found found) {
        var entry = found.entry();
        distance(entry.path()).ifPresent(it -> {
            best.add(new Scored(SearchApi.Hunter.named(entry), it));
            if (best.size() > limit) {
                best.remove();
                whole = false;
            }
        });
        return true;
    }

    @Override
    public List<SearchApi.Hit> hits() {
        return best.stream().sorted(BEST).map(Scored::hit).toList();
    }

    @Override
    public boolean whole() {
        return whole;
    }

    /** How far a path is from what was asked; empty if it does not fit. */
    private OptionalInt distance(String path) {
        var lower = path.toLowerCase(Locale.ROOT);
        var name = lower.lastIndexOf('/') + 1;
        var inName = lower.indexOf(query, name);
        if (inName >= 0) {
            return OptionalInt.of((inName > name ? INSIDE_NAME : 0) + lower.length() - inName - query.length());
        }
        var gaps = gaps(lower.substring(name));
        return gaps.isPresent() ? OptionalInt.of(APART + gaps.getAsInt()) : inPath(lower);
    }

    private OptionalInt inPath(String lower) {
        var gaps = gaps(lower);
        return gaps.isPresent() ? OptionalInt.of(OUTSIDE_NAME + gaps.getAsInt()) : gaps;
    }

    /** How many characters stand between the first and the last of the query's that the query does not have. */
    private OptionalInt gaps(String text) {
        var gaps = 0;
        var at = -1;
        for (var place = 0; place < query.length(); place++) {
            var next = text.indexOf(query.charAt(place), at + 1);
            if (next < 0) {
                return OptionalInt.empty();
            }
            gaps += place == 0 ? 0 : next - at - 1;
            at = next;
        }
        return OptionalInt.of(gaps);
    }
}
