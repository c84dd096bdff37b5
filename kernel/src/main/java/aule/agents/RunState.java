package aule.agents;

import aule.kernel.AuleException;
import aule.kernel.ConfirmationEvent;
import aule.kernel.ConfirmationId;
import aule.kernel.ConversationEvent;
import aule.kernel.Envelope;
import aule.kernel.ErrorCode;
import aule.kernel.Event;
import aule.kernel.OrgId;
import aule.kernel.ProjectEvent;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.SystemEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A run: its events folded in order, and nothing else.
 *
 * @param seq where its first event stands in the journal
 * @param pending the questions to a person that are open
 * @param waiting what it waits for, while it waits
 * @param ended how it ended, once it has
 */
public record RunState(
        RunEvent.Started started,
        OrgId org,
        long seq,
        RunStatus status,
        Work work,
        Times times,
        Set<ConfirmationId> pending,
        RunEvent.@Nullable Waiting waiting,
        RunEvent.@Nullable Ended ended) {

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
                Work.none(started),
                Times.from(first.at()),
                Set.of(),
                null,
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
            case ConversationEvent _, ProjectEvent _, SystemEvent _ -> this;
        };
    }

    private RunState then(RunEvent event, Instant at) {
        return switch (event) {
            case RunEvent.Started _ ->
                throw new AuleException(ErrorCode.ILLEGAL_TRANSITION, "The run %s is started already.".formatted(id()));
            case RunEvent.Dispatched _ -> moved(RunStatus.RUNNING, work, times.takenUp(at), null, null);
            case RunEvent.ModelAnswered answer -> working(work.answered(answer), at);
            case RunEvent.ToolCalled call -> working(work.called(call), at);
            case RunEvent.ToolAnswered answer -> working(work.answered(answer), at);
            case RunEvent.Waiting wait -> waits(wait, at);
            case RunEvent.Completed end ->
                moved(RunStatus.COMPLETED, work.saying(end.answer()), times.ended(at, status), null, end);
            case RunEvent.Failed end ->
                moved(RunStatus.FAILED, work.saying(end.detail()), times.ended(at, status), null, end);
            case RunEvent.Cancelled end ->
                moved(RunStatus.CANCELLED, work.saying(end.reason()), times.ended(at, status), null, end);
        };
    }

    /** A wait whose question was answered before the wait was written down is over at once. */
    private RunState waits(RunEvent.Waiting wait, Instant at) {
        var question = wait.confirmationId();
        var over = question != null && !pending.contains(question);
        return moved(
                over ? RunStatus.QUEUED : RunStatus.WAITING, work, times.after(at, status), over ? null : wait, null);
    }

    private RunState asking(ConfirmationId question, Instant at) {
        var open = new HashSet<>(pending);
        open.add(question);
        return new RunState(started, org, seq, status, work, times.after(at, status), open, waiting, ended);
    }

    private RunState answered(ConfirmationId question, Instant at) {
        var open = new HashSet<>(pending);
        open.remove(question);
        var freed = waiting != null && question.equals(waiting.confirmationId());
        var now = freed ? status.to(RunStatus.QUEUED) : status;
        return new RunState(started, org, seq, now, work, times.after(at, status), open, freed ? null : waiting, ended);
    }

    private RunState working(Work done, Instant at) {
        return new RunState(started, org, seq, status, done, times.after(at, status), pending, waiting, ended);
    }

    private RunState moved(
            RunStatus to, Work done, Times when, RunEvent.@Nullable Waiting wait, RunEvent.@Nullable Ended end) {
        var open = to.ended() ? Set.<ConfirmationId>of() : pending;
        return new RunState(started, org, seq, status.to(to), done, when, open, wait, end);
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
