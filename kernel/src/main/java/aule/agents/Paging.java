package aule.agents;

import aule.api.Call;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Which part of a list a request asks for. */
final class Paging {

    private static final int USUAL = 50;

    private Paging() {}

    static int limit(Call call) {
        return call.query("limit").map(Integer::valueOf).orElse(USUAL);
    }

    /** A newest-first list goes on below its cursor. */
    static long before(Call call) {
        return number(call.query("cursor"), "cursor").orElse(Long.MAX_VALUE);
    }

    /** The last event the client has seen, by what its browser remembers or by what it asks for. */
    static long after(Call call) {
        return number(call.header("Last-Event-ID"), "Last-Event-ID")
                .or(() -> number(call.query("after"), "after"))
                .or(() -> number(call.query("cursor"), "cursor"))
                .orElse(0L);
    }

    /** @throws AuleException with {@code INVALID} if the parameter is there and no time */
    static Optional<Instant> time(Call call, String name) {
        try {
            return call.query(name).map(it -> OffsetDateTime.parse(it).toInstant());
        } catch (DateTimeParseException notATime) {
            throw new AuleException(
                    ErrorCode.INVALID, "'%s' takes a time such as 2026-01-31T12:00:00Z.".formatted(name), notATime);
        }
    }

    static Optional<Long> number(Optional<String> text, String name) {
        try {
            return text.filter(it -> !it.isBlank()).map(it -> Long.valueOf(it.strip()));
        } catch (NumberFormatException notANumber) {
            throw new AuleException(
                    ErrorCode.INVALID, "'%s' takes the seq of an event, a number.".formatted(name), notANumber);
        }
    }
}
