package aule.budget;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a limit stands for one of those that it binds.
 *
 * @param subject whose use is counted
 * @param period the day, the month, the run or the call that is counted
 * @param spent what was used
 * @param held what is set aside for questions without an answer
 */
record Standing(Cap cap, String subject, String period, Used spent, Used held) {

    private static final int ALL = 100;
    private static final int WARN = 80;

    /**
     * Why a question may not be asked.
     *
     * @param left what is left of the resource, nothing set aside
     * @param passing whether it is only what is set aside that stands in the way
     * @param enough the limit under which it may be asked now; null if none would do
     */
    record Lack(
            Standing standing,
            String resource,
            long limit,
            long left,
            long needed,
            boolean passing,
            @Nullable Long enough) {}

    /** What keeps a question from being asked; empty if there is room for the most that it may use. */
    Optional<Lack> lack(Wanted wanted) {
        var limits = cap.limits();
        return Stream.of(
                        price(wanted),
                        lack("cost", limits.maxCostNanos(), spent.costNanos(), held.costNanos(), wanted.cost()),
                        lack("tokens", limits.maxTokens(), spent.tokens(), held.tokens(), wanted.tokens()),
                        lack("steps", limits.maxSteps(), spent.calls(), held.calls(), 1),
                        lack("seconds", limits.maxWallMs(), spent.ms(), 0, 1))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Lack> price(Wanted wanted) {
        var limit = cap.limits().maxCostNanos();
        return limit == null || wanted.costNanos() != null
                ? Optional.empty()
                : Optional.of(new Lack(this, "price", limit, Math.max(0, limit - spent.costNanos()), 0, false, null));
    }

    /** What is free is asked for even where nothing is left. */
    private Optional<Lack> lack(String resource, @Nullable Long limit, long used, long aside, long needed) {
        if (limit == null || needed == 0 || limit - used - aside >= needed) {
            return Optional.empty();
        }
        var left = Math.max(0, limit - used);
        return Optional.of(
                new Lack(this, resource, limit, left, needed, limit - used >= needed, used + aside + needed));
    }

    /** How much of what it limits most narrowly is used, in percent and rounded down. */
    int percent() {
        var limits = cap.limits();
        return Stream.of(
                        percent(limits.maxCostNanos(), spent.costNanos()),
                        percent(limits.maxTokens(), spent.tokens()),
                        percent(limits.maxSteps(), spent.calls()),
                        percent(limits.maxWallMs(), spent.ms()))
                .mapToInt(it -> it)
                .max()
                .orElse(0);
    }

    boolean nearlyUsed() {
        return cap.period() != Cap.Period.CALL && percent() >= WARN;
    }

    private static int percent(@Nullable Long limit, long used) {
        if (limit == null || used == 0) {
            return 0;
        }
        return limit == 0 ? ALL : (int) Math.min(Integer.MAX_VALUE, (double) ALL * used / limit);
    }
}
