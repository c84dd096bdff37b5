package aule.agents;

import aule.kernel.ArtifactEvent;
import aule.kernel.AuleException;
import aule.kernel.BudgetEvent;
import aule.kernel.CheckpointEvent;
import aule.kernel.ChildEvent;
import aule.kernel.ConfirmationEvent;
import aule.kernel.ConfirmationId;
import aule.kernel.ConversationEvent;
import aule.kernel.Envelope;
import aule.kernel.ErrorCode;
import aule.kernel.Event;
import aule.kernel.ModelEvent;
import aule.kernel.NetworkEvent;
import aule.kernel.NoteEvent;
import aule.kernel.OrgId;
import aule.kernel.ProcessEvent;
import aule.kernel.ProjectEvent;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.RunLimits;
import aule.kernel.SystemEvent;
import aule.kernel.TerminalEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A run: its events folded in order, and nothing else.
 *
 * @param seq where its first event stands in the journal
 * @param terms its priority and limits as they are now
 * @param pending the questions to a person that are open
 * @param hold what it waits for, while it waits
 * @param ended how it ended, once it has
 */
public record RunState(
        RunEvent.Started started,
        OrgId org,
        long seq,
        RunStatus status,
        Terms terms,
        Work work,
        Times times,
        Set<ConfirmationId> pending,
        Hold hold,
        RunEvent.@Nullable Ended ended) {

    /** Why a run is resumed that was paused with another. */
    static final String WITH_PARENT = "parent";

    /**
     * Under which terms a run works; they can change while it does.
     *
     * @param model {@code provider/model}; null for the persona's or the default one
     */
    public record Terms(
            int priority, RunLimits limits, @Nullable String model) {}

    /**
     * What keeps a run from going on.
     *
     * @param waiting what it waits for, while it waits
     * @param retrying the failure that it met last, until a step succeeds
     * @param pausedBy the run with which it was paused the last time, until it is resumed with that one
     */
    public record Hold(
            RunEvent.@Nullable Waiting waiting,
            RunEvent.@Nullable Retrying retrying,
            @Nullable RunId pausedBy) {

        static final Hold NONE = new Hold(null, null, null);
    }

    public RunState {
        pending = Set.copyOf(pending);
    }

    /** Begins a run with its first event. */
    public static RunState begin(Envelope first) {
        if (!(first.body() instanceof RunEvent.Started started)) {
            throw new AuleException(
                    ErrorCode.INTERNAL, "A run begins with run.started, not with %s.".formatted(first.type()));
        }
        return new RunState(
                started,
                first.org(),
                first.seq(),
                RunStatus.QUEUED,
                new Terms(started.priority(), started.limits(), started.model()),
                Work.none(started),
                Times.from(first.at()),
                Set.of(),
                Hold.NONE,
                null);
    }

    /** Folds a whole history. */
    public static RunState of(List<Envelope> history) {
        var state = begin(history.getFirst());
        for (var event : history.subList(1, history.size())) {
            state = state.then(event.body(), event.at());
        }
        return state;
    }

    /** @throws AuleException with {@code ILLEGAL_TRANSITION} if the event moves the run where it cannot go */
    public RunState then(Event event, Instant at) {
        return switch (event) {
            case RunEvent change -> then(change, at);
            case ConfirmationEvent.Requested asked -> asking(asked.confirmationId(), at);
            case ConfirmationEvent.Resolved answered -> answered(answered.confirmationId(), at);
            case BudgetEvent.Used errand -> working(work.used(errand), at);
            case ConversationEvent _, ProjectEvent _, CheckpointEvent _, SystemEvent _, BudgetEvent _ -> this;
            case TerminalEvent _, ProcessEvent _, NetworkEvent _, ArtifactEvent _ -> this;
        };
    }

    private RunState then(RunEvent event, Instant at) {
        return switch (event) {
            case RunEvent.Started _ ->
                throw new AuleException(ErrorCode.ILLEGAL_TRANSITION, "The run %s is started already.".formatted(id()));
            case RunEvent.Dispatched _ -> moved(RunStatus.RUNNING, work, times.takenUp(at), waitless(), null);
            case RunEvent.ModelAnswered answer -> progressed(work.answered(answer), at);
            case RunEvent.ToolCalled call -> working(work.called(call), at);
            case RunEvent.ToolAnswered answer -> progressed(work.answered(answer), at);
            case RunEvent.Inherited past -> working(work.inheriting(past.events()), at);
            case RunEvent.Imported whole -> imported(whole, at);
            case RunEvent.Waiting wait -> waits(wait, at);
            case RunEvent.Paused pause -> moved(RunStatus.PAUSED, work, times.after(at, status), held(pause), null);
            case RunEvent.Resumed resume -> resumed(resume, at);
            case RunEvent.Retrying retry ->
                moved(
                        RunStatus.RETRYING,
                        work.saying(retry.detail()),
                        times.after(at, status),
                        new Hold(null, retry, hold.pausedBy()),
                        null);
            case RunEvent.Adjusted change -> adjusted(change, at);
            case RunEvent.Messaged message -> messaged(message, at);
            case RunEvent.Compacted summary -> working(work.compacted(summary), at);
            case ChildEvent.Started _, RunEvent.StepLimit _, RunEvent.Settled _ -> working(work, at);
            case RunEvent.AnswerRefused refused -> working(work.saying(refused.reason()), at);
            case ChildEvent.Begun _, ChildEvent.Answered _, ChildEvent.Failed _ -> told(at);
            case RunEvent.Ended end -> ends(end, at);
            case ModelEvent _ -> working(work, at);
            case NoteEvent _ -> this;
        };
    }

    /** It ended elsewhere, from wherever it was there. */
    private RunState imported(RunEvent.Imported whole, Instant at) {
        var end = whole.ended();
        if (end == null) {
            return moved(RunStatus.PAUSED, work, times.after(at, status), Hold.NONE, null);
        }
        var here = new RunState(
                started, org, seq, RunStatus.RUNNING, terms, work, Times.from(times.createdAt()), pending, hold, null);
        return here.ends(end, times.createdAt());
    }

    private RunState ends(RunEvent.Ended end, Instant at) {
        return switch (end) {
            case RunEvent.Completed it -> ended(RunStatus.COMPLETED, it.answer(), it, at);
            case RunEvent.Failed it -> ended(RunStatus.FAILED, it.detail(), it, at);
            case RunEvent.Cancelled it -> ended(RunStatus.CANCELLED, it.reason(), it, at);
        };
    }

    private RunState ended(RunStatus to, String line, RunEvent.Ended end, Instant at) {
        return moved(to, work.saying(line), times.ended(at, status), Hold.NONE, end);
    }

    /** A wait that had its answer, or a message to read, before it was written down is over at once. */
    private RunState waits(RunEvent.Waiting wait, Instant at) {
        var question = wait.confirmationId();
        var over = question == null ? listens(wait) && work.unread() > 0 : !pending.contains(question);
        return moved(
                over ? RunStatus.QUEUED : RunStatus.WAITING,
                work,
                times.after(at, status),
                over ? waitless() : held(wait),
                null);
    }

    /** Whether a message ends this wait. */
    private static boolean listens(RunEvent.Waiting wait) {
        return wait.reason().equals("child") || wait.reason().equals("timer");
    }

    private Hold held(RunEvent.Paused pause) {
        return new Hold(null, hold.retrying(), pause.by());
    }

    /** Until a step succeeds, the failure before it is remembered. */
    private Hold waitless() {
        return new Hold(null, hold.retrying(), hold.pausedBy());
    }

    private Hold held(RunEvent.Waiting wait) {
        return new Hold(wait, hold.retrying(), hold.pausedBy());
    }

    private RunState asking(ConfirmationId question, Instant at) {
        var open = new HashSet<>(pending);
        open.add(question);
        return new RunState(started, org, seq, status, terms, work, times.after(at, status), open, hold, ended);
    }

    private RunState answered(ConfirmationId question, Instant at) {
        var open = new HashSet<>(pending);
        open.remove(question);
        var waiting = hold.waiting();
        var freed = waiting != null && question.equals(waiting.confirmationId());
        var now = freed ? status.to(RunStatus.QUEUED) : status;
        var left = freed ? waitless() : hold;
        return new RunState(started, org, seq, now, terms, work, times.after(at, status), open, left, ended);
    }

    /** What stands still for one reason is not set going for another. */
    private RunState resumed(RunEvent.Resumed resume, Instant at) {
        if (resume.reason().equals("message") && status == RunStatus.QUEUED) {
            return working(work, at); // written by earlier versions behind the message, which wakes by itself now
        }
        var fits = switch (resume.reason()) {
            case "resumed", WITH_PARENT -> status == RunStatus.PAUSED;
            case "continued" -> waitsFor("step_limit");
            case "budget" -> waitsFor("budget");
            case "message" -> false;
            default -> status == RunStatus.WAITING || status == RunStatus.RETRYING;
        };
        if (!fits) {
            throw new AuleException(
                    ErrorCode.ILLEGAL_TRANSITION,
                    "A run that is %s cannot go on for the reason '%s'; load it again to see where it stands."
                            .formatted(status.wire(), resume.reason()));
        }
        var left = resume.reason().equals(WITH_PARENT) ? new Hold(null, hold.retrying(), null) : waitless();
        return moved(RunStatus.QUEUED, work, times.after(at, status), left, null);
    }

    /** Whoever has ended hears nothing of its children. */
    private RunState told(Instant at) {
        status.requireAlive();
        return working(work, at);
    }

    /** Each child reports once, and whoever carries reports must not be held up by one that is not taken. */
    private RunState messaged(RunEvent.Messaged message, Instant at) {
        status.requireAlive();
        var now = Reports.child(message).isPresent() ? work.reported() : work.messaged();
        var waiting = hold.waiting();
        return waiting != null && status == RunStatus.WAITING && listens(waiting)
                ? moved(RunStatus.QUEUED, now, times.after(at, status), waitless(), null)
                : working(now, at);
    }

    private RunState adjusted(RunEvent.Adjusted change, Instant at) {
        status.requireAlive();
        var now =
                new Terms(change.priority(), change.limits(), change.model() == null ? terms.model() : change.model());
        return new RunState(started, org, seq, status, now, work, times.after(at, status), pending, hold, ended);
    }

    private RunState progressed(Work done, Instant at) {
        var left = new Hold(hold.waiting(), null, hold.pausedBy());
        return new RunState(started, org, seq, status, terms, done, times.after(at, status), pending, left, ended);
    }

    private RunState working(Work done, Instant at) {
        return new RunState(started, org, seq, status, terms, done, times.after(at, status), pending, hold, ended);
    }

    private RunState moved(RunStatus to, Work done, Times when, Hold what, RunEvent.@Nullable Ended end) {
        var open = to.ended() ? Set.<ConfirmationId>of() : pending;
        return new RunState(started, org, seq, status.to(to), terms, done, when, open, what, end);
    }

    /** What it waits for, while it waits. */
    public RunEvent.@Nullable Waiting waiting() {
        return hold.waiting();
    }

    /** When it goes on by itself; empty unless it waits for a time. */
    public Optional<Instant> dueAt() {
        return switch (status) {
            case WAITING -> Optional.ofNullable(hold.waiting()).flatMap(it -> Optional.ofNullable(it.dueAt()));
            case RETRYING -> Optional.ofNullable(hold.retrying()).map(RunEvent.Retrying::dueAt);
            case QUEUED, RUNNING, PAUSED, COMPLETED, FAILED, CANCELLED -> Optional.empty();
        };
    }

    /** Whether it waits, and for this. */
    public boolean waitsFor(String reason) {
        return hold.waiting() != null && hold.waiting().reason().equals(reason);
    }

    public RunId id() {
        return started.runId();
    }

    public Phase phase() {
        return Phase.of(status, work.step(), work.openCalls());
    }

    /** Milliseconds it has worked until {@code now}; waiting does not count. */
    public long workedMs(Instant now) {
        return times.after(now, status).workedMs();
    }

    /** When a run was where, and how long it worked. */
    public record Times(
            Instant createdAt,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            Instant lastAt,
            long workedMs) {

        static Times from(Instant at) {
            return new Times(at, null, null, at, 0);
        }

        Times takenUp(Instant at) {
            return new Times(createdAt, startedAt == null ? at : startedAt, endedAt, at, workedMs);
        }

        Times after(Instant at, RunStatus status) {
            var spent =
                    status == RunStatus.RUNNING ? Duration.between(lastAt, at).toMillis() : 0;
            return new Times(createdAt, startedAt, endedAt, at, workedMs + Math.max(0, spent));
        }

        Times ended(Instant at, RunStatus status) {
            var worked = after(at, status);
            return new Times(createdAt, startedAt, at, at, worked.workedMs());
        }
    }
}
