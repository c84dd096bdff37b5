package aule.dispatch;

import aule.dispatch.Job.State;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Compares what a kernel knows with the rows, which other kernels change too. The rows were read a moment ago, so
 * whatever this kernel has changed since then stands. Guarded by the admission's lock.
 */
final class Recount {

    private final Jobs jobs;
    private final Set<String> before = new HashSet<>();
    private long previous;
    private long began;

    Recount(Jobs jobs) {
        this.jobs = jobs;
    }

    /** The rows are read next. */
    void begin() {
        previous = began;
        began = jobs.changes();
        before.clear();
        jobs.all().forEach(job -> before.add(job.id()));
    }

    void correct(Collection<Row> rows) {
        rows.forEach(this::correct);
        var byId = rows.stream().collect(Collectors.toMap(Row::id, Function.identity()));
        for (var job : jobs.all()) {
            if (!byId.containsKey(job.id())) {
                lost(job);
            } else if (byId.get(job.id()).cancelled() && job.begun()) {
                job.cancel();
            }
        }
    }

    private void correct(Row row) {
        var known = jobs.find(row.id());
        if (known.isEmpty()) {
            if (row.queued() && !before.contains(row.id())) {
                jobs.enqueue(jobs.create(row.id(), row.ticket()));
            }
            return;
        }
        var job = known.get();
        if (row.queued() && job.state() == State.ADMITTED && neverArrived(job)) {
            jobs.enqueue(job);
        } else if (job.state() == State.QUEUED
                && job.unchangedSince(began)
                && !row.ticket().equals(job.ticket())) {
            jobs.replace(job, row.ticket());
        }
    }

    /** Neither queued nor this kernel's any more: somebody else took it over, or took it away. */
    private void lost(Job job) {
        switch (job.state()) {
            case QUEUED -> forget(job, job.unchangedSince(began));
            case ADMITTED -> forget(job, neverArrived(job));
            case WORKING -> {
                if (job.unchangedSince(began)) {
                    job.interrupt();
                }
            }
            case ENDING -> {}
        }
    }

    private void forget(Job job, boolean really) {
        if (really) {
            jobs.remove(job);
        }
    }

    private boolean neverArrived(Job job) {
        return job.unchangedSince(previous);
    }
}
