package aule.tools;

import aule.journal.Journal;
import aule.kernel.AuleException;
import aule.kernel.CheckpointId;
import aule.kernel.ErrorCode;
import aule.kernel.FileChange;
import aule.kernel.Ids;
import aule.kernel.ReceiptId;
import aule.kernel.RunEvent;
import aule.kernel.StreamId;
import aule.kernel.ToolName;
import aule.workspace.ProjectLocks;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Executes what was decided and writes down what came of it. */
final class Answers {

    private final Journal journal;
    private final InstantSource clock;
    private final Ids ids;
    private final Guard guard;
    private final Outputs outputs;
    private final Keeper keeper;
    private final Walling walling;
    private final KnownResults known = new KnownResults();

    /** Gives a call the walls that the policy wants for it. */
    @FunctionalInterface
    interface Walling {
        Tool.Call walled(Tools.Request request, Shape tool, Arguments.Outcome.Good arguments, Tool.Call call);
    }

    Answers(
            Journal journal,
            InstantSource clock,
            Ids ids,
            Guard guard,
            Outputs outputs,
            Keeper keeper,
            Walling walling) {
        this.journal = journal;
        this.clock = clock;
        this.ids = ids;
        this.guard = guard;
        this.outputs = outputs;
        this.keeper = keeper;
        this.walling = walling;
    }

    Tool.Call call(Tools.Request request, Record arguments) {
        return call(request, arguments, (_, _) -> {});
    }

    private static Tool.Call call(Tools.Request request, Record arguments, Tool.Progress progress) {
        var key = "%s/%s".formatted(request.run(), request.callId());
        return new Tool.Call(
                request.org(),
                request.owner(),
                request.run(),
                request.callId(),
                request.project(),
                key,
                arguments,
                request.bounds(),
                progress);
    }

    private Tool.Call walled(
            Tools.Request request, Shape tool, Arguments.Outcome.Good arguments, Tool.Progress progress) {
        return walling.walled(request, tool, arguments, call(request, arguments.value(), progress));
    }

    /** Answers a call that is not executed. */
    RunEvent.ToolAnswered refuse(Tools.Request request, ToolName tool, ErrorCode code, String sentence) {
        var refused = new RunEvent.ToolAnswered(
                request.run(),
                request.step(),
                request.callId(),
                tool,
                false,
                Bounded.of(sentence, Bounded.LARGEST).text(),
                code.wire(),
                null,
                false,
                0,
                null,
                List.of());
        append(request, List.of(refused));
        return refused;
    }

    /**
     * Executes a call. What can change something is announced before it begins; what only reads leaves nothing in
     * doubt and is written down in one go when it ended. The files are kept before a call can change them; if they
     * cannot be, the call fails and nothing happens.
     */
    Tools.Outcome execute(
            Tools.Request request, Shape tool, Arguments.Outcome.Good arguments, String decision, String note)
            throws InterruptedException {
        try (var _ = turn(request, tool)) {
            return begin(request, tool, arguments, decision, note);
        }
    }

    private ProjectLocks.Turn turn(Tools.Request request, Shape tool) throws InterruptedException {
        return tool.tool().changesFiles() ? keeper.turn(request.project()) : () -> {};
    }

    private Tools.Outcome begin(
            Tools.Request request, Shape tool, Arguments.Outcome.Good arguments, String decision, String note)
            throws InterruptedException {
        CheckpointId before;
        try {
            before = tool.tool().changesFiles()
                    ? keeper.keep(request, tool.spec().name())
                    : null;
        } catch (AuleException e) {
            var answered = answered(request, tool.spec().name(), notKept(tool, e), 0);
            append(request, List.of(called(request, tool, arguments, decision, note, null), answered));
            return new Tools.Outcome.Answered(answered);
        }
        var called = called(request, tool, arguments, decision, note, before);
        if (tool.spec().effect() == Tool.Effect.READ) {
            return read(request, tool, arguments, called);
        }
        append(request, List.of(called));
        return run(request, tool, arguments, List.of());
    }

    /** Answers a call as it was answered before if nothing has changed that the answer follows from. */
    private Tools.Outcome read(
            Tools.Request request, Shape tool, Arguments.Outcome.Good arguments, RunEvent.ToolCalled called)
            throws InterruptedException {
        var call = call(request, arguments.value());
        var basis = KnownResults.basis(tool, call);
        var before = basis.flatMap(it -> known.of(request, tool, arguments, it));
        if (before.isPresent()) {
            var answered = cached(request, before.get());
            append(request, List.of(called, answered));
            return new Tools.Outcome.Answered(answered);
        }
        var outcome = run(request, tool, arguments, List.of(called));
        if (basis.isPresent()
                && outcome instanceof Tools.Outcome.Answered(var answer)
                && basis.equals(KnownResults.basis(tool, call))) {
            known.keep(request, tool, arguments, basis.get(), answer);
        }
        return outcome;
    }

    private RunEvent.ToolAnswered cached(Tools.Request request, RunEvent.ToolAnswered before) {
        return new RunEvent.ToolAnswered(
                request.run(),
                request.step(),
                request.callId(),
                before.tool(),
                true,
                before.output(),
                "",
                before.exitCode(),
                before.truncated(),
                0,
                new ReceiptId(ids.next("rcpt")),
                List.of(),
                null,
                before.receiptId(),
                null);
    }

    private static Tool.Result.Ended notKept(Shape tool, AuleException why) {
        var sentence = "%s did not run, because the files could not be kept as they are before. %s"
                .formatted(tool.spec().name(), why.sentence());
        return Tool.Result.failure(why.code().wire(), sentence);
    }

    /** Executes an announced call once more. */
    Tools.Outcome again(Tools.Request request, Shape tool, Arguments.Outcome.Good arguments)
            throws InterruptedException {
        try (var _ = turn(request, tool)) {
            return run(request, tool, arguments, List.of());
        }
    }

    /** Writes down a call whose result a person gave. */
    RunEvent.ToolAnswered told(
            Tools.Request request,
            Shape tool,
            Arguments.Outcome.Good arguments,
            String decision,
            Tool.Result.Ended result) {
        var answered = answered(request, tool.spec().name(), result, 0);
        append(request, List.of(called(request, tool, arguments, decision, "", null), answered));
        return answered;
    }

    /** Answers a call of which nobody knows whether it happened. */
    RunEvent.ToolAnswered unknown(Tools.Request request, RunEvent.ToolCalled called) {
        var answered = unknown(request, called.tool());
        append(request, List.of(answered));
        return answered;
    }

    private RunEvent.ToolAnswered unknown(Tools.Request request, ToolName tool) {
        var sentence =
                "The kernel stopped while %s was at work (call %s), so nobody knows whether it happened. Look at what is there first. Then call it again if it did not happen and is still wanted, go on as if it had answered if it did, or go on without it. If it cannot be seen, say so; a person sees this call flagged and may tell you."
                        .formatted(tool, request.callId());
        return answered(request, tool, Tool.Result.failure(ErrorCode.OUTCOME_UNKNOWN.wire(), sentence), 0);
    }

    /** Answers a call that was announced and is not executed any more. */
    RunEvent.ToolAnswered giveUp(Tools.Request request, ToolName tool, ErrorCode code, String sentence) {
        var answered = answered(request, tool, Tool.Result.failure(code.wire(), sentence), 0);
        append(request, List.of(answered));
        return answered;
    }

    private Tools.Outcome run(
            Tools.Request request, Shape tool, Arguments.Outcome.Good arguments, List<RunEvent> before)
            throws InterruptedException {
        var shown = new Shown(journal, StreamId.of(request.run()), request.callId());
        var began = clock.millis();
        try (var spool = new Spool(shown)) {
            return switch (guard.run(tool.tool(), walled(request, tool, arguments, spool))) {
                case Tool.Result.Failure result
                when tool.spec().idempotent() && passing(result).isPresent() ->
                    new Tools.Outcome.Fails(passing(result).get());
                case Tool.Result.Ended result ->
                    new Tools.Outcome.Answered(end(request, tool, before, result, spool, clock.millis() - began));
                case Tool.Result.Pending result -> wait(request, before, result);
            };
        } catch (InterruptedException e) {
            stopped(request, tool, before);
            throw e;
        } finally {
            shown.end();
        }
    }

    /** A failure that a later try may not meet. */
    private static Optional<AuleException> passing(Tool.Result.Failure result) {
        var wait = result.retryAfter();
        return ErrorCode.named(result.code())
                .map(code -> new AuleException(code, result.output()))
                .filter(AuleException::passes)
                .map(it -> wait == null ? it : it.after(wait));
    }

    private Tools.Outcome wait(Tools.Request request, List<RunEvent> before, Tool.Result.Pending result) {
        append(request, before);
        return new Tools.Outcome.Pending(result.reason(), result.dueAt());
    }

    private RunEvent.ToolAnswered end(
            Tools.Request request,
            Shape tool,
            List<RunEvent> before,
            Tool.Result.Ended result,
            Spool spool,
            long duration) {
        var part = outputs.part(request, output(result), truncated(result), spool);
        var answered = answered(request, tool.spec().name(), result, part, duration)
                .leaving(after(request, tool).orElse(null));
        append(request, joined(before, answered));
        return answered;
    }

    /** Empty also if the disk does not take it: the call has happened all the same. */
    private Optional<CheckpointId> after(Tools.Request request, Shape tool) {
        if (!tool.tool().changesFiles()) {
            return Optional.empty();
        }
        try {
            return Optional.of(keeper.keepAfter(request, tool.spec().name()));
        } catch (AuleException e) {
            return Optional.empty();
        }
    }

    private static List<RunEvent> joined(List<RunEvent> before, RunEvent.ToolAnswered answer) {
        return Stream.concat(before.stream(), Stream.of(answer)).toList();
    }

    /**
     * Parks a call that can be made again, so that it is when its run goes on; of any other nobody knows what became of
     * it. Unless somebody else has the run already.
     */
    private void stopped(Tools.Request request, Shape tool, List<RunEvent> before) {
        var spec = tool.spec();
        try {
            if (request.persona().equals(ByHand.NOBODY)) {
                var result = Tool.Result.failure("%s was stopped before it ended.".formatted(spec.name()));
                append(request, joined(before, answered(request, spec.name(), result, 0)));
            } else if (spec.effect() != Tool.Effect.READ && !spec.idempotent()) {
                append(request, List.of(unknown(request, spec.name())));
            }
        } catch (AuleException e) {
            if (e.code() != ErrorCode.STALE_LEASE && e.code() != ErrorCode.UNAVAILABLE) {
                throw e;
            } // whoever has the run now finds the call in doubt
        }
    }

    private RunEvent.ToolCalled called(
            Tools.Request request,
            Shape tool,
            Arguments.Outcome.Good arguments,
            String decision,
            String note,
            @Nullable CheckpointId before) {
        return new RunEvent.ToolCalled(
                request.run(),
                request.step(),
                request.callId(),
                tool.spec().name(),
                arguments.json(),
                tool.spec().effect().wire(),
                decision,
                call(request, arguments.value()).idempotencyKey(),
                note,
                before);
    }

    /** An answer whose output is short. */
    private RunEvent.ToolAnswered answered(
            Tools.Request request, ToolName tool, Tool.Result.Ended result, long duration) {
        var bounded = Bounded.of(output(result), Bounded.LARGEST);
        var part = new Outputs.Part(bounded.text(), truncated(result) || bounded.cut(), null);
        return answered(request, tool, result, part, duration);
    }

    private RunEvent.ToolAnswered answered(
            Tools.Request request, ToolName tool, Tool.Result.Ended result, Outputs.Part part, long duration) {
        return switch (result) {
            case Tool.Result.Success it -> answered(request, tool, "", part, it.exitCode(), duration, it.changes());
            case Tool.Result.Failure it ->
                answered(request, tool, it.code(), part, it.exitCode(), duration, it.changes());
        };
    }

    private static String output(Tool.Result.Ended result) {
        return switch (result) {
            case Tool.Result.Success it -> it.output();
            case Tool.Result.Failure it -> it.output();
        };
    }

    private static boolean truncated(Tool.Result.Ended result) {
        return switch (result) {
            case Tool.Result.Success it -> it.truncated();
            case Tool.Result.Failure it -> it.truncated();
        };
    }

    private RunEvent.ToolAnswered answered(
            Tools.Request request,
            ToolName tool,
            String error,
            Outputs.Part part,
            @Nullable Integer exitCode,
            long duration,
            List<FileChange> changes) {
        return new RunEvent.ToolAnswered(
                request.run(),
                request.step(),
                request.callId(),
                tool,
                error.isEmpty(),
                part.text(),
                error,
                exitCode,
                part.cut(),
                duration,
                new ReceiptId(ids.next("rcpt")),
                changes,
                part.whole(),
                null,
                null);
    }

    private void append(Tools.Request request, List<? extends RunEvent> events) {
        if (!events.isEmpty()) {
            journal.append(StreamId.of(request.run()), request.origin(), events);
        }
    }
}
