package aule.dispatch;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Runs tasks on virtual threads. A submitted task survives a crash until its worker returns; a task is worked on by
 * one worker at a time. Several kernels may share one database: each keeps its own limits, and what a dead one had in
 * hand the others take over after four to six of its heartbeats.
 *
 * <p>A task that finds no free slot is queued: a row, without a thread. The queue's order is strict by priority; within
 * a priority owners have a start each in turn, so do the projects of an owner, and the tasks of a project begin by age.
 * So that nothing waits for ever, a priority that was passed over 16 times in a row has the next start.
 */
public interface Dispatch {

    /**
     * Executes one task of a kind. Returning ends the task; an exception has it retried by backoff. When the kernel
     * stops the worker is interrupted, and the task goes on in the next life if the worker throws then.
     */
    @FunctionalInterface
    interface Worker {
        void work(String key) throws InterruptedException;
    }

    /** Hears of a task whose worker threw too often. It stays, untouched, until it is submitted again. */
    @FunctionalInterface
    interface GivenUp {
        void on(String kind, String key, Throwable last);
    }

    /** Names who hears of tasks that are given up. */
    void whenGivenUp(GivenUp listener);

    /** Names the worker for a kind of task; only before {@link #start}. */
    void handle(String kind, Worker worker);

    /**
     * Asks for the task {@code kind}/{@code key} to be worked on as soon as there is a free slot. A task that is
     * already queued stays queued once, as it was; one that is being worked on is worked on again afterwards.
     *
     * @param share whose turn it takes
     * @param priority 1 urgent, 2 high, 3 normal, 4 low, 5 background
     */
    void submit(String kind, String key, Share share, int priority);

    /** The same, not before the given time, which may be months away. A later call for a task that waits replaces it. */
    void submitAt(String kind, String key, Share share, int priority, Instant due);

    /**
     * Takes a task away, queued or for later; interrupts the worker if it is being worked on, within 5 seconds if
     * another kernel does so.
     */
    void cancel(String kind, String key);

    /** Whether a worker of this kernel has the task right now. */
    boolean working(String kind, String key);

    /**
     * Returns a page of the queue in the order in which its tasks begin if nothing else comes. Those of an owner at its
     * limit come after the others. What other kernels do is seen within 5 seconds.
     */
    List<Queued> queue(int offset, int limit);

    /** The place in the queue from 1, or 0 when it is not queued. */
    int position(String kind, String key);

    /** The places of several tasks at one moment; 0 for those that are not queued. */
    Map<String, Integer> positions(String kind, Collection<String> keys);

    /**
     * Moves a queued task among those of its owner. It takes over the priority of its new neighbour, and begins in the
     * turn of that neighbour's project.
     *
     * @throws aule.kernel.AuleException with {@code CONFLICT} if it, or the neighbour, is not queued or has another owner
     */
    void move(String kind, String key, Place place);

    /**
     * Changes the priority of a task: at once while it is queued or waits for its time, for the rounds that are already
     * asked for while it is being worked on. Nothing happens to an unknown task.
     */
    void reprioritise(String kind, String key, int priority);

    /** Changes how many tasks begin at once. A free slot is given at once; what is being worked on goes on. */
    void limits(Limits limits);

    /** Begins to work. What this kernel had in hand in an earlier life is queued again by its age. */
    void start();
}
