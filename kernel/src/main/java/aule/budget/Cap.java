package aule.budget;

import aule.kernel.RunBudget;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A limit on what may be used.
 *
 * @param id of the budget, or of the run whose own it is
 * @param subject the one that it is for; null for each one of its scope by itself
 * @param limits what may be used in one period
 */
public record Cap(
        String id,
        Scope scope,
        @Nullable String subject,
        Period period,
        RunBudget limits,
        Instant createdAt,
        Instant updatedAt) {

    /** Whom a limit is for. */
    public enum Scope {
        ORG,
        PROJECT,
        PERSON,
        AGENT,
        /** One run with all that it starts, as whoever started it said. */
        RUN;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Scope of(String wire) {
            return valueOf(wire.toUpperCase(Locale.ROOT));
        }

        /** Whom of a payer's people and things this is about. */
        String subject(Payer payer) {
            return switch (this) {
                case ORG -> payer.org().value();
                case PROJECT -> payer.project();
                case PERSON -> payer.owner();
                case AGENT -> payer.persona();
                case RUN -> payer.run();
            };
        }
    }

    /** What a limit covers; days and months are those of UTC. */
    public enum Period {
        CALL,
        RUN,
        DAY,
        MONTH;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Period of(String wire) {
            return valueOf(wire.toUpperCase(Locale.ROOT));
        }

        /** The first day; only of a day and of a month. */
        LocalDate first(Instant now) {
            var today = now.atZone(ZoneOffset.UTC).toLocalDate();
            return this == MONTH ? today.withDayOfMonth(1) : today;
        }

        /** When it is over by itself. */
        Optional<Instant> end(Instant now) {
            return switch (this) {
                case CALL, RUN -> Optional.empty();
                case DAY -> Optional.of(start(first(now).plusDays(1)));
                case MONTH -> Optional.of(start(first(now).plusMonths(1)));
            };
        }

        /** What it is called, such as {@code 2026-01-31} or {@code 2026-01}. */
        String name(Instant now, String run) {
            return switch (this) {
                case CALL -> "call";
                case RUN -> run;
                case DAY -> first(now).toString();
                case MONTH -> YearMonth.from(first(now)).toString();
            };
        }

        private static Instant start(LocalDate day) {
            return day.atStartOfDay(ZoneOffset.UTC).toInstant();
        }
    }

    /** Whether it limits what somebody with this id does; never what nobody by name does. */
    boolean binds(String someone) {
        return subject == null ? !someone.isEmpty() : subject.equals(someone);
    }
}
