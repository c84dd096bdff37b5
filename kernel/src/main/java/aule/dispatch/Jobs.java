package aule.dispatch;

import aule.dispatch.Job.State;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The jobs that this kernel knows, their order and their slots. Guarded by the admission's lock. */
final class Jobs {

    private final Map<String, Job> known = new HashMap<>();
    private final Lanes lanes = new Lanes();
    private final Slots slots;
    private long changes;
    private @Nullable View view;

    Jobs(Limits limits) {
        this.slots = new Slots(limits);
    }

    void limits(Limits limits) {
        slots.limits(limits);
        view = null;
    }

    Optional<Job> find(String id) {
        return Optional.ofNullable(known.get(id));
    }

    Collection<Job> all() {
        return List.copyOf(known.values());
    }

    /** Counts what happens here, to tell what is newer than something else. */
    long changes() {
        return changes;
    }

    /** Whether a job that does not wait may begin at once: nobody who may begin waits for the slot. */
    boolean mayBegin(String owner) {
        return mayPass(owner) && !lanes.waits(slots::freeFor);
    }

    boolean mayPass(String owner) {
        return slots.free() && slots.freeFor(owner);
    }

    /** The next of the queue has a slot from now on. */
    Optional<Job> next() {
        var next = slots.free() ? lanes.take(slots::freeFor) : Optional.<Job>empty();
        next.ifPresent(this::admit);
        return next;
    }

    Job create(String id, Ticket ticket) {
        var job = new Job(id, ticket);
        known.put(id, job);
        return job;
    }

    /** Puts a job into the queue, wherever it stood before. */
    void enqueue(Job job) {
        vacate(job);
        become(job, State.QUEUED);
        lanes.add(job);
    }

    /** A job has a slot from now on, whoever waits. */
    void pass(Job job) {
        lanes.remove(job);
        lanes.served(job);
        admit(job);
    }

    void become(Job job, State state) {
        job.state(state, ++changes);
        view = null;
    }

    void vacate(Job job) {
        if (job.hasSlot()) {
            job.slot(false);
            slots.giveBack(job.ticket().share().owner());
        }
    }

    void remove(Job job) {
        lanes.remove(job);
        vacate(job);
        known.remove(job.id(), job);
        view = null;
    }

    /** Changes the ticket of a job, and with it the place of one that is queued. */
    void replace(Job job, Ticket ticket) {
        lanes.remove(job);
        job.ticket(ticket);
        if (job.state() == State.QUEUED) {
            lanes.add(job);
        }
        become(job, job.state());
    }

    Ticket moved(Job job, Place place) {
        return new Moves(job, lanes, slots).to(place);
    }

    /** The queue as it stands; the same object until something changes. */
    View view() {
        var current = view == null ? View.of(lanes.order(slots)) : view;
        view = current;
        return current;
    }

    private void admit(Job job) {
        job.slot(true);
        slots.take(job.ticket().share().owner());
        become(job, State.ADMITTED);
    }
}
