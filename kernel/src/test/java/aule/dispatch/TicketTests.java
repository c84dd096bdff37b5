package aule.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TicketTests {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123Z");

    @Test
    void survivesItsText() {
        var ticket = Ticket.of(2, NOON, new Share("ana de sá", ""), 7)
                .at(4, "a project", new BigDecimal("1767268800123.0000075"));

        assertThat(Ticket.parse(ticket.text())).isEqualTo(ticket);
        assertThat(Again.parse(new Again(ticket, NOON).text())).isEqualTo(new Again(ticket, NOON));
    }

    @Test
    void isReadFromTheFirstVersion() {
        var ticket = Ticket.parse("3 1767268800123 user-ana");

        assertThat(ticket).isEqualTo(Ticket.of(3, NOON, new Share("user-ana", ""), 0));
    }

    @Test
    void ranksByAgeAndThenByNumber() {
        var first = Ticket.of(3, NOON, new Share("ana", ""), 999_999);
        var later = Ticket.of(3, NOON.plusMillis(1), new Share("ana", ""), 1);
        var second = Ticket.of(3, NOON, new Share("ana", ""), 1_999_998);

        assertThat(first.rank()).isLessThan(later.rank()).isGreaterThan(second.rank());
    }
}
