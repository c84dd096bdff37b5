package aule.dispatch;

import aule.dispatch.Job.Again;
import aule.dispatch.Job.State;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Decides which task begins when: at most as many at once as there are slots, in the order of {@link Lanes}. */
final class Admission {

    /** What becomes of a task that asked to begin. */
    enum Verdict {
        WORK,
        CANCELLED,
        CLOSING
    }

    private final int slots;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Job> jobs = new HashMap<>();
    private final Lanes lanes = new Lanes();
    private int busy;
    private long count;
    private boolean open;
    private boolean closed;

    Admission(int slots) {
        this.slots = slots;
    }

    /** Puts a task into the queue; false when it is there already or will be worked on again. */
    boolean queue(String id, Ticket ticket) {
        return locked(() -> {
            var job = jobs.get(id);
            if (job != null && goes(job)) {
                job.again(new Again(ticket, ticket.since()));
            }
            if (job == null) {
                create(id, ticket);
            }
            return job == null;
        });
    }

    /** False when the task is queued, which is sooner, or being worked on, after which it comes again. */
    boolean queueLater(String id, Again wish) {
        return locked(() -> {
            var job = jobs.get(id);
            if (job != null && goes(job)) {
                job.again(wish);
            }
            return job == null;
        });
    }

    /** Lets tasks begin; until then they only queue. */
    void open() {
        locked(() -> {
            open = true;
            grant();
            return open;
        });
    }

    /** Waits until the task may begin. Its thread is interrupted if it is cancelled from then on. */
    Verdict enter(String id, Ticket ticket) throws InterruptedException {
        var job = locked(() -> jobs.containsKey(id) ? known(id) : create(id, ticket));
        job.gate().await();
        return locked(() -> {
            if (job.cancelled()) {
                return Verdict.CANCELLED;
            }
            if (!open || job.state() != State.ADMITTED) {
                return Verdict.CLOSING;
            }
            job.begin(Thread.currentThread());
            return Verdict.WORK;
        });
    }

    /** Frees the slot. From here on nothing interrupts the task's thread. */
    void leave(String id) {
        locked(() -> {
            var job = known(id);
            release(job);
            job.end();
            return Thread.interrupted();
        });
    }

    /** What the ended task asks for: to be worked on once more. */
    Optional<Again> again(String id) {
        return locked(() -> Optional.ofNullable(known(id).again()));
    }

    boolean cancelled(String id) {
        return locked(() -> known(id).cancelled());
    }

    void requeue(String id, Ticket ticket) {
        locked(() -> {
            var job = known(id);
            job.requeue(ticket);
            enqueue(job);
            return id;
        });
    }

    void forget(String id) {
        locked(() -> {
            var job = known(id);
            lanes.remove(job);
            release(job);
            return jobs.remove(id, job);
        });
    }

    /** Marks a task as cancelled, whether it is known or about to come, and interrupts its thread. */
    State cancel(String id, Ticket ticket) {
        return locked(() -> {
            var job = jobs.containsKey(id) ? known(id) : create(id, ticket);
            lanes.remove(job);
            job.cancel();
            return job.state();
        });
    }

    boolean knows(String id) {
        return locked(() -> jobs.containsKey(id));
    }

    boolean working(String id) {
        return locked(() -> jobs.containsKey(id) && known(id).state() == State.WORKING);
    }

    int position(String id) {
        return locked(() -> {
            var job = jobs.get(id);
            if (job == null || job.state() != State.QUEUED) {
                return 0;
            }
            return lanes.place(job);
        });
    }

    /** Sends everybody away: who waits does not begin, who works is interrupted. */
    void close() {
        locked(() -> {
            open = false;
            closed = true;
            jobs.values().forEach(Job::sendAway);
            return closed;
        });
    }

    private void enqueue(Job job) {
        if (closed) {
            job.sendAway();
        }
        lanes.add(job);
        grant();
    }

    private void grant() {
        while (open && busy < slots) {
            var next = lanes.take();
            if (next.isEmpty()) {
                return;
            }
            busy++;
            next.get().admit();
        }
    }

    private void release(Job job) {
        if (job.hasSlot()) {
            busy--;
            grant();
        }
    }

    /** Whether what the job was submitted for is on its way out, so that whoever wants it asks for another round. */
    private static boolean goes(Job job) {
        return job.state() == State.WORKING || job.state() == State.ENDING || job.cancelled();
    }

    private Job create(String id, Ticket ticket) {
        var job = new Job(ticket, ++count);
        jobs.put(id, job);
        enqueue(job);
        return job;
    }

    private Job known(String id) {
        var job = jobs.get(id);
        if (job == null) {
            throw new IllegalStateException("The task '%s' ended twice; this is a defect in dispatch.".formatted(id));
        }
        return job;
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
