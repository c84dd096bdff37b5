package aule.dispatch;

import java.time.Instant;
import java.util.Optional;

/** That a task which is being worked on has to be worked on once more, and when. */
record Again(Ticket ticket, Instant due) {

    private static final int DUE = 15; // digits, so that the sooner of two texts is the lesser

    /** The sooner of two wishes. */
    static Optional<Again> sooner(Optional<Again> one, Optional<Again> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        return other.get().due().isBefore(one.get().due()) ? other : one;
    }

    Again withPriority(int other) {
        return new Again(ticket.withPriority(other), due);
    }

    String text() {
        return "%015d %s".formatted(due.toEpochMilli(), ticket.text());
    }

    static Again parse(String text) {
        return new Again(
                Ticket.parse(text.substring(DUE + 1)), Instant.ofEpochMilli(Long.parseLong(text.substring(0, DUE))));
    }
}
