package aule.cli;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A moment in the past as a person types it. */
record Moments(Clock clock) {

    private static final Pattern AGO = Pattern.compile("([0-9]{1,6})\\s*([mhd])");

    /**
     * {@code yesterday} and {@code today} begin at midnight here; {@code 2h} is two hours ago; a date begins at
     * midnight here.
     *
     * @throws Refusal when it is none of these and no time with its zone
     */
    Instant of(String typed) {
        LocalDate today = LocalDate.now(clock);
        if (typed.equals("today") || typed.equals("yesterday")) {
            return begin(typed.equals("today") ? today : today.minusDays(1));
        }
        Matcher ago = AGO.matcher(typed);
        if (ago.matches()) {
            return clock.instant().minus(span(Long.parseLong(ago.group(1)), ago.group(2)));
        }
        try {
            return typed.contains("T") ? OffsetDateTime.parse(typed).toInstant() : begin(LocalDate.parse(typed));
        } catch (DateTimeException e) {
            throw Refusal.badUsage("\"" + typed
                    + "\" is no time; give yesterday, today, 30m, 2h, 3d, 2026-01-31 or 2026-01-31T08:00:00Z.");
        }
    }

    private Instant begin(LocalDate day) {
        return day.atStartOfDay(clock.getZone()).toInstant();
    }

    private static Duration span(long count, String unit) {
        return switch (unit) {
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }
}
