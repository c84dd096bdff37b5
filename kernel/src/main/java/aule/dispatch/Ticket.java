package aule.dispatch;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What the queue must know of a task; kept in its row as text.
 *
 * @param priority 1 (urgent) to 5 (background)
 * @param since when it was submitted, or was due
 * @param lane the project among whose tasks it stands: its own, unless somebody moved it
 * @param rank orders the tasks of a lane; by age, unless somebody moved it
 */
record Ticket(int priority, Instant since, Share share, String lane, BigDecimal rank) {

    private static final String FORM = "v2";
    private static final int PARTS = 7;
    private static final int DIGITS = 6; // of the number, below a millisecond

    Ticket {
        if (priority < 1 || priority > 5) {
            throw new AuleException(
                    ErrorCode.INVALID, "A priority is 1 (urgent) to 5 (background), not %d.".formatted(priority));
        }
    }

    /** @param number orders the tickets of one millisecond */
    static Ticket of(int priority, Instant when, Share share, long number) {
        var since = when.truncatedTo(ChronoUnit.MILLIS);
        var part = number % BigDecimal.TEN.pow(DIGITS).longValue();
        var rank = BigDecimal.valueOf(since.toEpochMilli()).add(BigDecimal.valueOf(part, DIGITS));
        return new Ticket(priority, since, share, share.project(), rank);
    }

    Ticket withPriority(int other) {
        return new Ticket(other, since, share, lane, rank);
    }

    /** The same elsewhere. */
    Ticket at(int other, String project, BigDecimal where) {
        return new Ticket(other, since, share, project, where);
    }

    /** The two names by which turns go round. */
    Share turn() {
        return new Share(share.owner(), lane);
    }

    String text() {
        return "%s %d %d %s %s %s %s"
                .formatted(
                        FORM,
                        priority,
                        since.toEpochMilli(),
                        rank.toPlainString(),
                        word(share.owner()),
                        word(share.project()),
                        word(lane));
    }

    static Ticket parse(String text) {
        if (!text.startsWith(FORM + " ")) {
            return parseFirst(text);
        }
        var parts = text.split(" ", PARTS);
        return new Ticket(
                Integer.parseInt(parts[1]),
                Instant.ofEpochMilli(Long.parseLong(parts[2])),
                new Share(unword(parts[4]), unword(parts[5])),
                unword(parts[6]),
                new BigDecimal(parts[3]));
    }

    /** Rows of the first version know neither projects nor moves. */
    private static Ticket parseFirst(String text) {
        var parts = text.split(" ", 3);
        var since = Instant.ofEpochMilli(Long.parseLong(parts[1]));
        return of(Integer.parseInt(parts[0]), since, new Share(parts[2], ""), 0);
    }

    private static String word(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8);
    }

    private static String unword(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** Rows hold plain text and no serialized objects. */
    static final class AsText implements Serializer {

        @Override
        public byte[] serialize(Object ticket) {
            return ((Ticket) ticket).text().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public <T> T deserialize(Class<T> type, byte[] bytes) {
            return type.cast(parse(new String(bytes, StandardCharsets.UTF_8)));
        }
    }
}
