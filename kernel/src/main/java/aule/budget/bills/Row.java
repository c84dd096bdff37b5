package aule.budget.bills;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One row of a file: what stands in which column. A column that is empty is as good as none. */
record Row(long line, Map<String, String> cells) {

    private static final Pattern EPOCH = Pattern.compile("\\d{9,10}(\\.0*)?|\\d{12,13}");
    private static final int SECONDS = 11;
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000_000L);
    private static final int SHOWN = 40;

    /**
     * @param provider whose bill it is
     * @throws AuleException with {@code INVALID} that names the line and the column if something is no time, number or
     *     amount
     */
    Charge charge(Layout layout, String provider) {
        var from = time(layout.time());
        var until = layout.until().isEmpty() ? end(layout, from) : time(layout.until());
        var label = text(layout.model()).map(Row::item).orElse("");
        var cost = sum(layout.cost());
        return new Charge(
                line,
                text(layout.id()).orElse((String) null),
                from,
                until.isBefore(from) ? from : until,
                ModelNames.plain(label, provider),
                label,
                Optional.ofNullable(count(layout.calls())).orElse(0L),
                count(layout.tokensIn()),
                count(layout.tokensOut()),
                cost == null ? null : nanos(layout, cost),
                layout.roundedNanos());
    }

    /** Of "gpt-4o, input" the model. */
    private static String item(String text) {
        return text.replaceFirst(",.*", "").strip();
    }

    /** A date stands for its day. */
    private Instant end(Layout layout, Instant from) {
        return text(layout.time())
                        .filter(it -> it.length() <= "2026-01-31".length() && it.contains("-"))
                        .isPresent()
                ? from.plus(Duration.ofDays(1))
                : from;
    }

    private Instant time(List<String> columns) {
        var text = text(columns).orElseThrow(() -> wrong(columns, "is empty; it says when"));
        try {
            if (EPOCH.matcher(text).matches()) {
                var number = new BigDecimal(text).longValue();
                return text.length() > SECONDS && !text.contains(".")
                        ? Instant.ofEpochMilli(number)
                        : Instant.ofEpochSecond(number);
            }
            return read(text.replaceFirst(" UTC$", "").replace(' ', 'T'));
        } catch (DateTimeException notATime) {
            throw wrong(columns, "is no time: '%s'; write 2026-01-31T12:00:00Z".formatted(shown(text)), notATime);
        }
    }

    private static Instant read(String text) {
        if (!text.contains("T")) {
            return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        return text.matches(".*(Z|[+-]\\d{2}:\\d{2})$")
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    }

    private @Nullable Long count(List<String> columns) {
        var sum = sum(columns);
        try {
            return sum == null ? null : sum.longValueExact();
        } catch (ArithmeticException broken) {
            throw wrong(columns, "is no whole number", broken);
        }
    }

    private long nanos(Layout layout, BigDecimal cost) {
        return cost.multiply(BigDecimal.valueOf(layout.costUnit()))
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    /** Null if all of the columns are empty. */
    private @Nullable BigDecimal sum(List<String> columns) {
        return columns.stream()
                .flatMap(it -> text(List.of(it)).map(text -> number(it, text)).stream())
                .reduce(BigDecimal::add)
                .orElse((BigDecimal) null);
    }

    private BigDecimal number(String column, String text) {
        try {
            var number = new BigDecimal(text.replaceFirst("^\\$", "").replaceAll("(?<=\\d),(?=\\d{3})", ""));
            if (number.abs().compareTo(MOST) >= 0 || number.scale() > SHOWN) {
                throw wrong(List.of(column), "is out of reach: '%s'".formatted(shown(text)));
            }
            return number;
        } catch (NumberFormatException broken) {
            throw wrong(List.of(column), "is no number: '%s'".formatted(shown(text)), broken);
        }
    }

    private Optional<String> text(List<String> columns) {
        return columns.stream()
                .map(it -> cells.getOrDefault(it, "").strip())
                .filter(it -> !it.isEmpty())
                .findFirst();
    }

    private static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    private AuleException wrong(List<String> columns, String what) {
        return fault(line, columns.getFirst(), what);
    }

    private AuleException wrong(List<String> columns, String what, RuntimeException cause) {
        var fault = wrong(columns, what);
        fault.initCause(cause);
        return fault;
    }

    /** Says where a file is wrong. */
    static AuleException fault(long line, String column, String what) {
        var place = column.isEmpty() ? "Line %,d".formatted(line) : "Line %,d, column '%s'".formatted(line, column);
        return new AuleException(
                ErrorCode.INVALID,
                "%s %s.".formatted(place, what),
                List.of(new AuleException.Fault("/line/%d/%s".formatted(line, column), what)));
    }
}
