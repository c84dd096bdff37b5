package aule.terminals;

import aule.kernel.ProjectId;
import aule.kernel.TerminalId;
import aule.kernel.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A terminal as lists show it. */
record TerminalView(
        TerminalId id,
        ProjectId projectId,
        String title,
        String folder,
        int columns,
        int rows,
        boolean shared,
        boolean mine,
        UserId ownerId,
        String ownerName,
        String status,
        @Nullable Integer exitCode,
        @Nullable String reason,
        String isolation,
        boolean isolated,
        long said,
        Instant createdAt,
        Instant usedAt) {

    static TerminalView of(Session session, UserId reader) {
        var card = session.card();
        var ending = session.ending();
        var size = session.size();
        return new TerminalView(
                card.id(),
                card.project(),
                session.title(),
                card.folder(),
                size.columns(),
                size.rows(),
                session.shared(),
                card.owner().equals(reader),
                card.owner(),
                card.ownerName(),
                ending.isPresent() ? "ended" : "running",
                ending.map(Session.Ending::exitCode).orElse(null),
                ending.map(Session.Ending::reason).orElse(null),
                card.rung().name(),
                card.rung().isolates(),
                session.said(),
                card.createdAt(),
                session.usedAt());
    }
}
