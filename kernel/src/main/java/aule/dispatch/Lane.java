package aule.dispatch;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.TreeSet;

/** The waiting jobs of one priority, owner and project, in their order. */
final class Lane {

    static final Comparator<Job> ORDER =
            Comparator.comparing((Job job) -> job.ticket().rank()).thenComparing(job -> job.id());

    private static final BigDecimal APART = BigDecimal.valueOf(1, 6); // who comes later in the millisecond ranks behind

    private final NavigableSet<Job> jobs;

    Lane() {
        this(new TreeSet<>(ORDER));
    }

    private Lane(NavigableSet<Job> jobs) {
        this.jobs = jobs;
    }

    Lane copy() {
        return new Lane(new TreeSet<>(jobs));
    }

    Job head() {
        return jobs.first();
    }

    /** A rank by which a job stands directly before one of these, or before all that share its rank. */
    BigDecimal before(Job job) {
        var rank = job.ticket().rank();
        var below = jobs.headSet(job, false).descendingSet().stream()
                .map(it -> it.ticket().rank())
                .filter(it -> it.compareTo(rank) < 0)
                .findFirst();
        return middle(below.orElse(rank.subtract(APART)), rank);
    }

    /** A rank by which a job stands directly after one of these, or after all that share its rank. */
    BigDecimal after(Job job) {
        var rank = job.ticket().rank();
        var above = jobs.tailSet(job, false).stream()
                .map(it -> it.ticket().rank())
                .filter(it -> it.compareTo(rank) > 0)
                .findFirst();
        return middle(rank, above.orElse(rank.add(APART)));
    }

    private static BigDecimal middle(BigDecimal one, BigDecimal other) {
        return one.add(other).divide(BigDecimal.TWO); // exact: a half only needs one more digit
    }

    boolean isEmpty() {
        return jobs.isEmpty();
    }

    boolean add(Job job) {
        return jobs.add(job);
    }

    boolean remove(Job job) {
        return jobs.remove(job);
    }
}
