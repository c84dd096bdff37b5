package aule.dispatch;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A task that this kernel knows to be queued or worked on. Guarded by the admission's lock. */
final class Job {

    /** Where it stands. */
    enum State {
        QUEUED,
        /** Has a slot; its row is on the way here. */
        ADMITTED,
        WORKING,
        ENDING
    }

    private final String id;
    private Ticket ticket;
    private State state = State.QUEUED;
    private long stamp;
    private boolean slot;
    private @Nullable Thread thread;
    private @Nullable Again again;
    private boolean cancelled;

    Job(String id, Ticket ticket) {
        this.id = id;
        this.ticket = ticket;
    }

    /** One text for both, as it stands in the row. */
    static String id(String kind, String key) {
        return kind + ":" + key;
    }

    static String kind(String id) {
        return id.substring(0, id.indexOf(':'));
    }

    static String key(String id) {
        return id.substring(id.indexOf(':') + 1);
    }

    String id() {
        return id;
    }

    Ticket ticket() {
        return ticket;
    }

    void ticket(Ticket other) {
        ticket = other;
    }

    State state() {
        return state;
    }

    /** @param now counts the changes that this kernel made */
    void state(State next, long now) {
        state = next;
        stamp = now;
    }

    /** Whether it stands as it stood at a moment. */
    boolean unchangedSince(long moment) {
        return stamp <= moment;
    }

    boolean hasSlot() {
        return slot;
    }

    void slot(boolean has) {
        slot = has;
    }

    /** Whether its worker has it, or it is on its way out, so that another wish means another round. */
    boolean begun() {
        return state == State.WORKING || state == State.ENDING;
    }

    boolean cancelled() {
        return cancelled;
    }

    void worker(@Nullable Thread worker) {
        thread = worker;
    }

    Optional<Again> again() {
        return Optional.ofNullable(again);
    }

    /** The soonest wins, and of two that are equally soon the later one. */
    void again(Again wish) {
        if (again == null || !again.due().isBefore(wish.due())) {
            again = wish;
        }
    }

    void cancel() {
        cancelled = true;
        again = null;
        interrupt();
    }

    /** Interrupts its worker. */
    void interrupt() {
        if (thread != null) {
            thread.interrupt();
        }
    }
}
