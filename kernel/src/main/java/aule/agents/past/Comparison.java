package aule.agents.past;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Two runs side by side, step by step. */
public record Comparison(List<Row> rows) {

    /**
     * One step of both.
     *
     * @param step counted from 1
     * @param differs in what; empty if one of them is missing
     */
    public record Row(
            int step, @Nullable PastStep left, @Nullable PastStep right, Set<Aspect> differs) {

        public Row {
            differs = differs.isEmpty() ? Set.of() : EnumSet.copyOf(differs);
        }

        /** Whether both did the same here, whatever it took. */
        public boolean same() {
            return left != null && right != null && differs.stream().noneMatch(Aspect::parts);
        }
    }

    public Comparison {
        rows = List.copyOf(rows);
    }

    public static Comparison of(Recording left, Recording right) {
        var ours = PastSteps.of(left.events());
        var theirs = PastSteps.of(right.events());
        var rows = new ArrayList<Row>();
        for (var index = 0; index < Math.max(ours.size(), theirs.size()); index++) {
            rows.add(row(index + 1, at(ours, index), at(theirs, index)));
        }
        return new Comparison(rows);
    }

    private static @Nullable PastStep at(List<PastStep> steps, int index) {
        return index < steps.size() ? steps.get(index) : null;
    }

    private static Row row(int step, @Nullable PastStep left, @Nullable PastStep right) {
        var differs = left == null || right == null ? Set.<Aspect>of() : Aspect.between(left, right);
        return new Row(step, left, right, differs);
    }

    /** The first step in which they do not do the same. */
    public Optional<Integer> divergesAt() {
        return rows.stream().filter(it -> !it.same()).map(Row::step).findFirst();
    }

    public int differing() {
        return (int) rows.stream().filter(it -> !it.same()).count();
    }
}
