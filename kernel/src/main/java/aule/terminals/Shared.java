package aule.terminals;

import aule.journal.Journal;
import aule.kernel.StreamId;
import aule.kernel.TerminalEvent;
import aule.kernel.TerminalId;
import aule.kernel.UserId;
import java.time.Duration;
import java.util.List;

/** A terminal that a person shares with the agents of its project, as those see it. */
public final class Shared {

    /**
     * A part of what it said.
     *
     * @param offset of its first character
     * @param end offset to read on from
     */
    public record Part(long offset, String text, long end) {}

    private final Session session;
    private final Journal journal;

    Shared(Session session, Journal journal) {
        this.session = session;
        this.journal = journal;
    }

    /** The person as others see them here. */
    public Typist person(UserId user) {
        var card = session.card();
        return Typist.person(card.owner().equals(user) ? card.ownerName() : user.value());
    }

    public TerminalId id() {
        return session.card().id();
    }

    public String title() {
        return session.title();
    }

    public boolean running() {
        return session.ending().isEmpty();
    }

    /** What was typed of the line that is not sent off yet. */
    public String typed() {
        return session.typed();
    }

    /** The offset behind what was said until now. */
    public long said() {
        return session.said();
    }

    /** What was said from an offset on, the newest part of it where it is longer. */
    public Part read(long offset, int longest) {
        var part = session.newest(offset, longest);
        return new Part(part.offset(), part.text(), part.end());
    }

    /**
     * Types for an agent, or for a person who calls a tool by hand; the journal says so first.
     *
     * @throws aule.kernel.AuleException with {@code CONFLICT} if the shell has ended or reads nothing
     */
    public void type(Typist who, Journal.Origin origin, String text) {
        var card = session.card();
        var lines = (int) text.chars().filter(it -> it == '\r' || it == '\n').count();
        var event = new TerminalEvent.Typed(card.id(), card.project(), who.run(), text, lines);
        journal.append(StreamId.of(card.id()), origin, List.of(event));
        session.type(who, text);
    }

    /** Waits until something was said and then nothing more for a while, or the time is over. */
    public void awaitQuiet(long offset, Duration quiet, Duration most) throws InterruptedException {
        var end = System.nanoTime() + most.toNanos();
        var seen = session.awaitSaid(offset, most);
        while (running() && System.nanoTime() < end) {
            var now = session.awaitSaid(seen, quiet);
            if (now == seen) {
                return;
            }
            seen = now;
        }
    }
}
