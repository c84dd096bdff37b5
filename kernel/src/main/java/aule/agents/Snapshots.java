package aule.agents;

import aule.agents.past.Edit;
import aule.agents.past.Recordings;
import aule.journal.Filter;
import aule.journal.Journal;
import aule.kernel.AuleException;
import aule.kernel.Envelope;
import aule.kernel.ErrorCode;
import aule.kernel.Ids;
import aule.kernel.NoteEvent;
import aule.kernel.Principal;
import aule.kernel.SnapshotId;
import aule.kernel.StreamId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps runs as they are at one moment: the events up to it, from which state, context, pinned facts and plan follow,
 * and the workspace.
 */
public final class Snapshots {

    private static final Set<String> MADE = Set.of("snapshot.made");

    private final Journal journal;
    private final Recordings recordings;
    private final Stillness stillness;
    private final ForkFiles files;
    private final Forks forks;
    private final Ids ids;

    Snapshots(Journal journal, Recordings recordings, Stillness stillness, ForkFiles files, Forks forks, Ids ids) {
        this.journal = journal;
        this.recordings = recordings;
        this.stillness = stillness;
        this.files = files;
        this.forks = forks;
        this.ids = ids;
    }

    /**
     * Keeps a run as it is now, whatever it is doing. A call that changes files ends first, and none begins meanwhile.
     *
     * @throws AuleException with {@code CONFLICT} if the run and its children change files without a moment's rest,
     *     {@code INVALID} if the run was recorded elsewhere
     */
    public Snapshot make(Principal principal, RunState run, String label) {
        if (recordings.isElsewhere(run)) {
            throw new AuleException(
                    ErrorCode.INVALID,
                    "The run '%s' has done nothing here, so there is nothing to keep; fork it instead."
                            .formatted(run.id()));
        }
        var made = stillness.during(run, () -> {
            var kept = files.now(principal, run);
            var history = journal.read(StreamId.of(run.id()), 0, Integer.MAX_VALUE);
            var now = RunState.of(history);
            return new NoteEvent.SnapshotMade(
                    run.id(),
                    new SnapshotId(ids.next("snap")),
                    label,
                    history.getLast().position(),
                    kept,
                    now.status().wire(),
                    now.work().step());
        });
        var origin = new Journal.Origin(
                run.org(),
                run.started().projectId(),
                principal.user().value(),
                run.id().value(),
                null,
                Journal.NO_LEASE);
        var event = journal.append(StreamId.of(run.id()), origin, List.of(made)).getFirst();
        return snapshot(event).orElseThrow();
    }

    /** Returns at most {@code limit} snapshots of a run, the oldest first, made behind that place in the journal. */
    public List<Snapshot> page(RunState run, long after, int limit) {
        var filter = new Filter(run.org(), Set.of(StreamId.of(run.id())), MADE);
        return journal.since(after, filter, limit).stream()
                .map(Snapshots::snapshot)
                .flatMap(Optional::stream)
                .toList();
    }

    /** @throws AuleException with {@code NOT_FOUND} if the run has no such snapshot */
    public Snapshot find(RunState run, SnapshotId id) {
        return page(run, 0, Integer.MAX_VALUE).stream()
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElseThrow(() -> AuleException.notFound("snapshot", id));
    }

    /** Starts a run that goes on from a snapshot; the run that was kept stays what it is. */
    public RunState restore(Principal principal, RunState run, SnapshotId id, ForkChange change) {
        var snapshot = find(run, id);
        var there = new ForkChange(
                snapshot.position(),
                new Edit.None(),
                change.goal(),
                change.message(),
                change.model(),
                change.persona(),
                change.priority(),
                change.where(),
                snapshot.files());
        return forks.fork(principal, run, there);
    }

    private static Optional<Snapshot> snapshot(Envelope event) {
        return event.body() instanceof NoteEvent.SnapshotMade made
                ? Optional.of(new Snapshot(
                        made.snapshotId(),
                        made.runId(),
                        made.label(),
                        made.position(),
                        made.checkpointId(),
                        RunStatus.of(made.status()),
                        made.step(),
                        event.at(),
                        event.seq()))
                : Optional.empty();
    }
}
