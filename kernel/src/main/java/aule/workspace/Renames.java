package aule.workspace;

import aule.workspace.Differences.Difference;
import aule.workspace.objects.ObjectStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.diff.SimilarityIndex;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** Finds files that only moved: what went under one name came under another, the same or mostly the same. */
final class Renames {

    /** How alike in percent two files are that count as one. */
    private static final int ALIKE = 60;

    /** The name of an empty file's content. */
    private static final ObjectId NOTHING = ObjectId.fromString("e69de29bb2d1d6434b8b29ae775ad8c2e48c5391");

    private static final int MOST = 40;
    private static final int LARGEST = 256 * 1024;

    /** @param from the path that it had, null if it was not renamed */
    record Move(Difference change, @Nullable String from) {}

    private final ObjectStore store;
    private final Map<ObjectId, SimilarityIndex> indexes = new HashMap<>();

    private Renames(ObjectStore store) {
        this.store = store;
    }

    /** The same differences in the same order, two that are one rename as one at the new path. */
    static List<Move> in(ObjectStore store, List<Difference> all) throws IOException {
        var sources = new Renames(store).sources(all);
        var gone = Set.copyOf(sources.values());
        var moves = new ArrayList<Move>();
        for (var one : all) {
            var source = sources.get(one);
            if (source != null) {
                moves.add(new Move(new Difference(one.path(), source.before(), one.after()), source.path()));
            } else if (!gone.contains(one)) {
                moves.add(new Move(one, null));
            }
        }
        return moves;
    }

    private Map<Difference, Difference> sources(List<Difference> all) throws IOException {
        var gone = new ArrayList<>(all.stream()
                .filter(it -> it.after() == null && file(it.before()))
                .toList());
        var come = all.stream()
                .filter(it -> it.before() == null && file(it.after()))
                .toList();
        var sources = new HashMap<Difference, Difference>();
        for (var one : come) {
            gone.stream().filter(it -> same(it, one)).findFirst().ifPresent(it -> {
                sources.put(one, it);
                gone.remove(it);
            });
        }
        var left = come.stream().filter(it -> !sources.containsKey(it)).toList();
        if (gone.size() <= MOST && left.size() <= MOST) {
            for (var one : left) {
                var best = best(one, gone);
                if (best != null) {
                    sources.put(one, best);
                    gone.remove(best);
                }
            }
        }
        return sources;
    }

    private @Nullable Difference best(Difference come, List<Difference> gone) throws IOException {
        Difference best = null;
        var most = ALIKE - 1;
        for (var one : gone) {
            var alike = alike(one.before(), come.after());
            if (alike > most) {
                most = alike;
                best = one;
            }
        }
        return best;
    }

    private int alike(@Nullable Kept one, @Nullable Kept other) throws IOException {
        if (one == null || other == null || !small(one) || !small(other)) {
            return 0;
        }
        try {
            return index(one).score(index(other), 100);
        } catch (SimilarityIndex.TableFullException e) {
            return 0;
        }
    }

    private SimilarityIndex index(Kept one) throws IOException, SimilarityIndex.TableFullException {
        var known = indexes.get(one.object());
        if (known == null) {
            known = SimilarityIndex.create(store.loader(one.object(), LARGEST));
            indexes.put(one.object(), known);
        }
        return known;
    }

    private boolean small(Kept one) throws IOException {
        var size = store.size(one.object());
        return size > 0 && size <= LARGEST;
    }

    private static boolean file(@Nullable Kept one) {
        return one != null && one.isFile();
    }

    /** Nothing is no sign: many files are empty. */
    private static boolean same(Difference gone, Difference come) {
        var before = gone.before();
        var after = come.after();
        return before != null
                && after != null
                && before.object().equals(after.object())
                && !before.object().equals(NOTHING);
    }
}
