package aule.dispatch;

import java.time.Instant;
import java.util.concurrent.CountDownLatch;
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

    private final long number;
    private Ticket ticket;
    private State state = State.QUEUED;
    private CountDownLatch gate = new CountDownLatch(1);
    private @Nullable Thread thread;
    private @Nullable Again again;
    private boolean cancelled;

    /** That the task has to be worked on once more, and when. */
    record Again(Ticket ticket, Instant due) {}

    Job(Ticket ticket, long number) {
        this.ticket = ticket;
        this.number = number;
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

    /** Counts the submissions of this kernel, to order those of one millisecond. */
    long number() {
        return number;
    }

    Ticket ticket() {
        return ticket;
    }

    State state() {
        return state;
    }

    /** Opens when the job may begin or must not any more. */
    CountDownLatch gate() {
        return gate;
    }

    @Nullable
    Again again() {
        return again;
    }

    boolean hasSlot() {
        return state == State.ADMITTED || state == State.WORKING;
    }

    boolean cancelled() {
        return cancelled;
    }

    void admit() {
        state = State.ADMITTED;
        gate.countDown();
    }

    void begin(Thread worker) {
        state = State.WORKING;
        thread = worker;
    }

    void end() {
        state = State.ENDING;
        thread = null;
    }

    void requeue(Ticket next) {
        ticket = next;
        state = State.QUEUED;
        gate = new CountDownLatch(1);
        again = null;
        cancelled = false;
    }

    /** The soonest wins. */
    void again(Again wish) {
        if (again == null || wish.due().isBefore(again.due())) {
            again = wish;
        }
    }

    void cancel() {
        cancelled = true;
        again = null;
        sendAway();
    }

    /** Lets its thread go on, or interrupts it at its work. */
    void sendAway() {
        gate.countDown();
        if (thread != null) {
            thread.interrupt();
        }
    }
}
