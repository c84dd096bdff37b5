package aule.dispatch;

import java.time.Instant;

/**
 * Runs tasks on virtual threads. A submitted task survives a crash until its handler returns; a task is executed by
 * one worker at a time. Admission is by priority, then by the owner's share, then by age.
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
     * already queued stays queued once; one that is being worked on is worked on again afterwards.
     *
     * @param owner whose share it is taken from
     * @param priority 1 (first) to 5
     */
    void submit(String kind, String key, String owner, int priority);

    /** The same, not before the given time. */
    void submitAt(String kind, String key, String owner, int priority, Instant due);

    /** Takes a task out of the queue; interrupts the worker if it is being worked on. */
    void cancel(String kind, String key);

    /** Whether a worker has the task right now. */
    boolean working(String kind, String key);

    /** The place in the queue from 1, or 0 when it is not queued. */
    int position(String kind, String key);

    /** Begins to work. Tasks of an earlier life come first. */
    void start();
}
