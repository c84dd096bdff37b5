package aule.dispatch;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** What the queue must know of a task, kept in its row as text: priority, when it was submitted, and whose it is. */
record Ticket(int priority, Instant since, String owner) {

    Ticket {
        if (priority < 1 || priority > 5) {
            throw new AuleException(ErrorCode.INVALID, "A priority is 1 (first) to 5, not %d.".formatted(priority));
        }
    }

    private String text() {
        return "%d %d %s".formatted(priority, since.toEpochMilli(), owner);
    }

    private static Ticket parse(String text) {
        var parts = text.split(" ", 3);
        return new Ticket(Integer.parseInt(parts[0]), Instant.ofEpochMilli(Long.parseLong(parts[1])), parts[2]);
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
