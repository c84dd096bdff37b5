package aule.dispatch;

import aule.dispatch.Job.State;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Decides which task begins when: at most as many at once as the limits say, in the order of {@link Lanes}. It knows
 * what is queued and what this kernel works on. The rows are the truth; {@link Recount} corrects it by them.
 */
final class Admission {

    /** What becomes of a task whose row has arrived. */
    enum Verdict {
        WORK,
        /** No slot is free for it: the row goes to the queue. */
        QUEUE,
        CANCELLED,
        CLOSING
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Jobs jobs;
    private final Recount recount;
    private boolean open;

    Admission(Limits limits) {
        this.jobs = new Jobs(limits);
        this.recount = new Recount(jobs);
    }

    /** Lets tasks begin; until then they only queue. */
    void open() {
        locked(() -> open = true);
    }

    void limits(Limits limits) {
        locked(() -> {
            jobs.limits(limits);
            return limits;
        });
    }

    /** Stores the wish that a task be worked on once more; false when it is not being worked on. */
    boolean again(String id, Again wish) {
        return locked(() -> {
            var job = jobs.find(id).filter(it -> it.begun() || it.cancelled());
            job.ifPresent(it -> it.again(wish));
            return job.isPresent();
        });
    }

    /** Gives a task a free slot, if nobody waits for it who may begin. Its row has to follow. */
    Optional<Job> straightIn(String id, Ticket ticket) {
        return locked(() -> {
            if (!open
                    || jobs.find(id).isPresent()
                    || !jobs.mayBegin(ticket.share().owner())) {
                return Optional.empty();
            }
            var job = jobs.create(id, ticket);
            jobs.pass(job);
            return Optional.of(job);
        });
    }

    /** Queues a task whose row says so, unless it is known already. */
    void queue(String id, Ticket ticket) {
        locked(() -> jobs.find(id).orElseGet(() -> queued(id, ticket)));
    }

    /** Gives the free slots to those who are next. Their rows have to follow. */
    List<Job> admit() {
        return locked(() -> {
            var admitted = new ArrayList<Job>();
            for (var next = next(); next.isPresent(); next = next()) {
                admitted.add(next.get());
            }
            return admitted;
        });
    }

    /** Queues those again whose rows could not follow. */
    void takeBack(Collection<Job> admitted) {
        locked(() -> {
            admitted.stream().filter(this::stillAdmitted).forEach(jobs::enqueue);
            return admitted;
        });
    }

    /** Forgets those whose rows are gone or somebody else's. */
    void lost(Collection<Job> admitted) {
        locked(() -> {
            admitted.stream().filter(this::stillAdmitted).forEach(jobs::remove);
            return admitted;
        });
    }

    /** Whether a task begins now that its row is here; this thread is interrupted if it is cancelled from then on. */
    Verdict enter(String id, Ticket ticket) {
        return locked(() -> {
            var job = jobs.find(id);
            if (!open) {
                return Verdict.CLOSING;
            }
            if (job.filter(it -> it.cancelled() && !it.begun()).isPresent()) {
                jobs.become(job.get(), State.ENDING);
                return Verdict.CANCELLED;
            }
            if (!enters(job, ticket.share().owner())) {
                return Verdict.QUEUE;
            }
            begin(job.orElseGet(() -> jobs.create(id, ticket)));
            return Verdict.WORK;
        });
    }

    /** Frees the slot. From here on nothing interrupts the task's thread. */
    void leave(String id) {
        locked(() -> {
            jobs.find(id).ifPresent(job -> {
                jobs.vacate(job);
                jobs.become(job, State.ENDING);
                job.worker(null);
            });
            return Thread.interrupted();
        });
    }

    /** What a task asks for that ends: to be worked on once more. */
    Optional<Again> wish(String id) {
        return locked(() -> jobs.find(id).flatMap(Job::again));
    }

    boolean cancelled(String id) {
        return locked(() -> jobs.find(id).filter(Job::cancelled).isPresent());
    }

    /** Queues a task that has ended and is to be worked on again. */
    void requeue(String id, Ticket ticket) {
        locked(() -> {
            jobs.find(id).ifPresent(jobs::remove);
            return queued(id, ticket);
        });
    }

    void drop(String id) {
        locked(() -> {
            jobs.find(id).ifPresent(jobs::remove);
            return id;
        });
    }

    /** Interrupts the worker and forgets what was wished before; false when nobody works on the task. */
    boolean interrupt(String id) {
        return locked(() -> {
            var job = jobs.find(id).filter(Job::begun);
            job.ifPresent(Job::cancel);
            return job.isPresent();
        });
    }

    /** Has a task sent away whose row is on its way here. */
    void turnAway(String id, Ticket ticket) {
        locked(() -> {
            jobs.find(id).ifPresent(jobs::remove);
            var job = jobs.create(id, ticket);
            jobs.become(job, State.ADMITTED);
            job.cancel();
            return job;
        });
    }

    boolean knows(String id) {
        return locked(() -> jobs.find(id).isPresent());
    }

    boolean working(String id) {
        return locked(
                () -> jobs.find(id).filter(job -> job.state() == State.WORKING).isPresent());
    }

    /** Whether a thread of this kernel has the task in hand. */
    boolean holds(String id) {
        return locked(() -> jobs.find(id).filter(Job::begun).isPresent());
    }

    /** Whether no worker of this kernel has any task. */
    boolean idle() {
        return locked(() -> jobs.all().stream().noneMatch(job -> job.state() == State.WORKING));
    }

    /** Changes the priority of a task that is known, at once or for its next round, and returns its new ticket. */
    Optional<Ticket> reprioritise(String id, int priority) {
        return locked(() -> jobs.find(id).map(job -> {
            job.again().ifPresent(wish -> job.again(wish.withPriority(priority)));
            jobs.replace(job, job.ticket().withPriority(priority));
            return job.ticket();
        }));
    }

    /** Moves a queued task and returns its new ticket. */
    Ticket move(String id, Place place) {
        return locked(() -> {
            var job = jobs.find(id).filter(it -> it.state() == State.QUEUED);
            if (job.isEmpty()) {
                throw new AuleException(
                        ErrorCode.CONFLICT, "The task '%s' is not queued; look at the queue again.".formatted(id));
            }
            jobs.replace(job.get(), jobs.moved(job.get(), place));
            return job.get().ticket();
        });
    }

    View view() {
        return locked(jobs::view);
    }

    /** Begins to compare what is known with the rows, which are read next. */
    void expectRows() {
        locked(() -> {
            recount.begin();
            return recount;
        });
    }

    /** Corrects what is known by the rows of the queue and of this kernel. */
    void correct(Collection<Row> rows) {
        locked(() -> {
            recount.correct(rows);
            return rows;
        });
    }

    /** Sends everybody away: nothing begins any more, and who works is interrupted. */
    void close() {
        locked(() -> {
            open = false;
            jobs.all().forEach(Job::interrupt);
            return open;
        });
    }

    private Optional<Job> next() {
        return open ? jobs.next() : Optional.empty();
    }

    private Job queued(String id, Ticket ticket) {
        var job = jobs.create(id, ticket);
        jobs.enqueue(job);
        return job;
    }

    private boolean enters(Optional<Job> job, String owner) {
        if (job.isEmpty()) {
            return jobs.mayBegin(owner);
        }
        return switch (job.get().state()) {
            case ADMITTED -> true;
            case QUEUED -> jobs.mayPass(owner);
            case WORKING, ENDING -> false; // of an earlier round, which somebody believed dead
        };
    }

    private void begin(Job job) {
        if (!job.hasSlot()) {
            jobs.pass(job);
        }
        jobs.become(job, State.WORKING);
        job.worker(Thread.currentThread());
    }

    private boolean stillAdmitted(Job job) {
        return job.state() == State.ADMITTED
                && jobs.find(job.id()).filter(job::equals).isPresent();
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
