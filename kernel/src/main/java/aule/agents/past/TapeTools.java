package aule.agents.past;

import aule.kernel.ConfirmationEvent;
import aule.kernel.Envelope;
import aule.kernel.ErrorCode;
import aule.kernel.RunEvent;
import aule.kernel.ToolName;
import aule.tools.Rehearsal;
import aule.tools.Tool;
import aule.tools.Toolbox;
import aule.tools.Tools;
import aule.tools.Tools.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The tools as they are now, with the results of the record: a request is read as it would be today, and then what
 * came of it is taken from the record. Nothing is decided, nobody is asked, nothing is executed.
 */
final class TapeTools implements Toolbox {

    private static final String TIMER = "timer";

    private final Tape tape;
    private final Tools tools;

    TapeTools(Tape tape, Tools tools) {
        this.tape = tape;
        this.tools = tools;
    }

    @Override
    public List<Tool.Spec> catalogue(Set<ToolName> allowed) {
        return tools.catalogue(allowed);
    }

    @Override
    public String parameters(ToolName tool) {
        return tools.parameters(tool);
    }

    @Override
    public Optional<Tool.Spec> find(String name) {
        return tools.find(name);
    }

    @Override
    public Outcome perform(Tools.Request request) {
        for (var event : tape.ofCall(request.callId())) {
            var outcome = again(request, event);
            if (outcome.isPresent()) {
                return outcome.get();
            }
        }
        return unanswered(request);
    }

    /** The worker that began it was gone before it ended; whoever came next wrote down what came of it. */
    @Override
    public Outcome recover(Tools.Request request, RunEvent.ToolCalled called) {
        return perform(request);
    }

    private Optional<Outcome> again(Tools.Request request, Envelope event) {
        return switch (event.body()) {
            case RunEvent.ToolCalled called -> {
                called(request, called);
                yield Optional.empty();
            }
            case RunEvent.ToolAnswered answer -> Optional.of(answered(request, answer));
            case ConfirmationEvent.Requested question -> {
                tape.play(question);
                yield Optional.of(new Outcome.Waits(question.confirmationId()));
            }
            default -> Optional.empty();
        };
    }

    /** A person may have changed the arguments, so only what was not asked about has to be as it was asked for. */
    private void called(Tools.Request request, RunEvent.ToolCalled called) {
        if (called.decision().startsWith("approved:") || called.decision().startsWith("answered:")) {
            tape.play(called);
            return;
        }
        switch (tools.rehearse(request)) {
            case Rehearsal.Ready now when now.leaves() -> tape.play(called);
            case Rehearsal.Ready now ->
                tape.play(new RunEvent.ToolCalled(
                        called.runId(),
                        request.step(),
                        request.callId(),
                        now.spec().name(),
                        now.arguments(),
                        now.spec().effect().wire(),
                        called.decision(),
                        called.idempotencyKey(),
                        now.note(),
                        called.checkpointId()));
            case Rehearsal.Refused now -> refuse(request, now.tool(), now.code(), now.sentence());
        }
    }

    private Outcome answered(Tools.Request request, RunEvent.ToolAnswered answer) {
        if (!Rehearsal.refused(answer)) {
            return new Outcome.Answered(
                    (RunEvent.ToolAnswered) tape.play(answer).body());
        }
        if (tools.rehearse(request) instanceof Rehearsal.Refused(var tool, var code, var sentence)) {
            return refuse(request, tool, code, sentence);
        }
        throw tape.leave(Difference.missing(
                position(answer), answer, "the call of '%s' is not refused any more".formatted(request.tool())));
    }

    /** The refusal comes from the loop itself, so it has to be the one of the record. */
    @Override
    public Outcome decline(Tools.Request request, ErrorCode code, String reason) {
        var name = tools.rehearse(request) instanceof Rehearsal.Ready now
                ? now.spec().name()
                : ((Rehearsal.Refused) tools.rehearse(request)).tool();
        return refuse(request, name, code, reason);
    }

    private Outcome refuse(Tools.Request request, ToolName tool, ErrorCode code, String sentence) {
        var played = tape.play(refusal(request, tool, code, sentence));
        return new Outcome.Answered((RunEvent.ToolAnswered) played.body());
    }

    private long position(RunEvent.ToolAnswered answer) {
        return tape.ofCall(answer.callId()).getFirst().position();
    }

    private static RunEvent.ToolAnswered refusal(
            Tools.Request request, ToolName tool, ErrorCode code, String sentence) {
        return new RunEvent.ToolAnswered(
                request.run(),
                request.step(),
                request.callId(),
                tool,
                false,
                sentence,
                code.wire(),
                null,
                false,
                0,
                null,
                List.of());
    }

    /** The worker was gone before the call had an answer, or let the run go because of it, or never called it. */
    private Outcome unanswered(Tools.Request request) {
        var next = tape.afterCalls().orElseThrow(Tape::over);
        return switch (next.body()) {
            case RunEvent.Failed failed -> new Outcome.Fails(Tape.failure(failed));
            case RunEvent.Retrying failed
            when request.callId().equals(failed.callId()) -> new Outcome.Fails(Tape.failure(failed));
            case RunEvent.Retrying _ -> new Outcome.Pending(TIMER, null);
            case RunEvent.Waiting wait ->
                new Outcome.Pending(wait.confirmationId() == null ? wait.reason() : TIMER, wait.dueAt());
            default ->
                throw tape.leave(Difference.missing(
                        next.position(), next.body(), "'%s' is called instead".formatted(request.tool())));
        };
    }
}
