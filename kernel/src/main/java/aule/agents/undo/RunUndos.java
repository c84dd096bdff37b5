package aule.agents.undo;

import aule.agents.RunState;
import aule.agents.RunStatus;
import aule.journal.Journal;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.RunId;
import aule.workspace.UndoPlan;
import aule.workspace.UndoView.OutsideView;
import aule.workspace.Undos;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes back what runs did. */
public final class RunUndos {

    /** A plan, and what it cannot take back. */
    public record Preview(UndoPlan plan, List<OutsideView> outside) {

        public Preview {
            outside = List.copyOf(outside);
        }
    }

    /** What was done, and what could not be taken back. */
    public record Done(Undos.Done done, List<OutsideView> outside) {

        public Done {
            outside = List.copyOf(outside);
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(RunUndos.class);

    private final RunWork work;
    private final Undos undos;

    public RunUndos(RunWork work, Undos undos) {
        this.work = work;
        this.undos = undos;
    }

    /** Tells what {@link #make} would change, and changes nothing. */
    public Preview preview(RunState run, Optional<String> call, Undos.Wish wish) {
        var done = work.of(run, call);
        return new Preview(
                undos.preview(run.org(), target(run, call, done), wish),
                wish.paths().isEmpty() ? done.outside() : List.of());
    }

    /**
     * Takes back what a run and all that it started in its project did to files, or what one call did.
     *
     * @param token of the preview that somebody agreed to; null for whatever is the plan now
     * @throws AuleException with {@code CONFLICT} if the run is at work, and as {@link Undos#make} says
     */
    public Done make(Journal.Origin by, RunState run, Optional<String> call, Undos.Wish wish, @Nullable String token) {
        if (work.family(run).stream().anyMatch(it -> it.status() == RunStatus.RUNNING)) {
            throw new AuleException(
                    ErrorCode.CONFLICT,
                    "The run '%s' is at work; pause or cancel it, then undo what it did.".formatted(run.id()));
        }
        return put(by, run, call, wish, token);
    }

    private Done put(Journal.Origin by, RunState run, Optional<String> call, Undos.Wish wish, @Nullable String token) {
        var done = work.of(run, call);
        return new Done(undos.make(by, target(run, call, done), wish, token), done.outside());
    }

    /** Puts the files back that a failed run changed, where nobody changed them since; once. */
    public void rollBack(RunState run) {
        var project = run.started().projectId();
        var by = new Journal.Origin(run.org(), project, "kernel", run.id().value(), null, Journal.NO_LEASE);
        try {
            if (!undos.tookBack(run.org(), project, run.id())) {
                put(by, run, Optional.empty(), Undos.Wish.ALL, null);
            }
        } catch (AuleException e) {
            if (e.code() == ErrorCode.UNAVAILABLE) {
                throw e;
            }
            LOG.info("The files of {} were not put back: {}", run.id(), e.sentence());
        }
    }

    private static Undos.Target target(RunState run, Optional<String> call, RunWork.Done done) {
        RunId id = run.id();
        return new Undos.Target(run.started().projectId(), id, call.orElse(null), null, done.stretches());
    }
}
