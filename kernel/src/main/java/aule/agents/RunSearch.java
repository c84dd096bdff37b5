package aule.agents;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.PersonaId;
import aule.kernel.ProjectId;
import aule.kernel.RunId;
import aule.kernel.UserId;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which runs somebody looks for, and in what order.
 *
 * @param statuses empty for all
 * @param parent only those that this run started itself
 * @param forkOf only those that begin with the history of this run
 * @param top only those that no run started
 * @param since only those created at that time or later
 * @param until only those created before that time
 * @param words text in the goal or in what came of it, blank for any
 * @param after only what comes after this place
 */
public record RunSearch(
        Set<RunStatus> statuses,
        Optional<ProjectId> project,
        Optional<PersonaId> persona,
        Optional<UserId> owner,
        Optional<RunId> parent,
        Optional<RunId> forkOf,
        boolean top,
        Optional<Instant> since,
        Optional<Instant> until,
        String words,
        Sort sort,
        Optional<Place> after) {

    public static final RunSearch ALL = new RunSearch(
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty(),
            "",
            Sort.NEWEST,
            Optional.empty());

    public RunSearch {
        statuses = Set.copyOf(statuses);
    }

    /** What comes first; among equals the newest does. */
    public enum Sort {
        NEWEST,
        /** The most urgent. */
        PRIORITY,
        /** What is at work, then what could be, then what has ended. */
        STATUS,
        /** What took the most steps. */
        STEPS,
        /** What used the most tokens. */
        TOKENS;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @throws AuleException with {@code INVALID} if there is no such order */
        static Sort of(String wire) {
            return Stream.of(values())
                    .filter(it -> it.wire().equals(wire))
                    .findAny()
                    .orElseThrow(() -> new AuleException(
                            ErrorCode.INVALID,
                            "Runs are not sorted by '%s'; say newest, priority, status, steps or tokens."
                                    .formatted(wire)));
        }

        /** By what a run is sorted. */
        long rank(RunState run) {
            return switch (this) {
                case NEWEST -> 0;
                case PRIORITY -> run.terms().priority();
                case STATUS -> rank(run.status());
                case STEPS -> run.work().step();
                case TOKENS -> run.work().tokensIn() + run.work().tokensOut();
            };
        }

        static int rank(RunStatus status) {
            return switch (status) {
                case RUNNING -> 0;
                case RETRYING -> 1;
                case WAITING -> 2;
                case PAUSED -> 3;
                case QUEUED -> 4;
                case FAILED -> 5;
                case COMPLETED -> 6;
                case CANCELLED -> 7;
            };
        }
    }

    /**
     * Where a page ends.
     *
     * @param rank of the last run, by the search's order
     * @param seq of the last run
     */
    public record Place(long rank, long seq) {

        /** Reads what {@link #text} wrote; a number alone is a {@code seq}. */
        static Place of(String text) {
            var parts = text.split("\\.", 2);
            try {
                return parts.length == 1
                        ? new Place(0, Long.parseLong(parts[0]))
                        : new Place(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
            } catch (NumberFormatException notANumber) {
                throw new AuleException(
                        ErrorCode.INVALID,
                        "'cursor' takes the next_cursor of the page before, not '%s'.".formatted(text),
                        notANumber);
            }
        }

        String text() {
            return rank + "." + seq;
        }
    }
}
