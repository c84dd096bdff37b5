package aule.agents.loop;

import aule.agents.RunStatus;
import aule.agents.loop.context.Pins;
import aule.kernel.AuleException;
import aule.kernel.ConfirmationId;
import aule.kernel.ErrorCode;
import aule.kernel.RunEvent;
import aule.tools.Tool;
import aule.tools.Toolbox;
import aule.tools.Tools;
import aule.tools.Tools.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Has the calls of one answer done: those that only read together, the others one after the other. */
public final class Calls {

    private static final String ASK = "ask_user";
    private static final Set<String> ALONE = Set.of(ASK, "complete", Pins.PIN, Pins.UNPIN);

    /** A call that failed in a way that may pass. */
    private record Failed(String callId, AuleException failure) {}

    private final Toolbox tools;
    private final Backoff backoff;
    private final Stall stall;

    public Calls(Toolbox tools, Backoff backoff, Stall stall) {
        this.tools = tools;
        this.backoff = backoff;
        this.stall = stall;
    }

    /**
     * Has the open calls answered until all are, or somebody stops the run, or returns why it cannot go on now: it has
     * to wait, or a call failed.
     */
    Optional<RunEvent> settle(RunLog log, Brief brief) throws InterruptedException {
        for (var batch : batches(log.calls().open())) {
            var outcomes =
                    batch.size() == 1 ? List.of(perform(log, brief, batch.getFirst())) : together(log, brief, batch);
            if (log.catchUp().status() != RunStatus.RUNNING) {
                return Optional.empty();
            }
            var obstacle = obstacle(log, batch, outcomes);
            if (obstacle.isPresent()) {
                return obstacle;
            }
        }
        return Optional.empty();
    }

    /** A call that failed comes first: whoever else waits is asked again when it is tried again. */
    private Optional<RunEvent> obstacle(RunLog log, List<RunEvent.ToolRequest> batch, List<Outcome> outcomes) {
        var waits = new ArrayList<RunEvent.Waiting>();
        var failed = Optional.<Failed>empty();
        for (var place = 0; place < batch.size(); place++) {
            switch (outcomes.get(place)) {
                case Outcome.Answered _ -> {
                    // it stands in the run's stream
                }
                case Outcome.Waits(var question) -> waits.add(waiting(log, batch.get(place), question));
                case Outcome.Fails(var failure) -> {
                    var callId = batch.get(place).callId();
                    failed = failed.or(() -> Optional.of(new Failed(callId, failure)));
                }
                case Outcome.Pending(var reason, var dueAt) ->
                    waits.add(new RunEvent.Waiting(log.run(), reason, null, dueAt, null));
            }
        }
        return failed.isEmpty() ? joined(waits) : failed.map(it -> backoff.after(log, it.failure(), it.callId()));
    }

    /** Waits for the first, and no longer than any of them. */
    private static Optional<RunEvent> joined(List<RunEvent.Waiting> waits) {
        var soonest = waits.stream()
                .flatMap(it -> Stream.ofNullable(it.dueAt()))
                .min(Comparator.naturalOrder())
                .orElse((Instant) null);
        return waits.stream()
                .findFirst()
                .map(it -> new RunEvent.Waiting(it.runId(), it.reason(), it.confirmationId(), soonest, it.detail()));
    }

    private RunEvent.Waiting waiting(RunLog log, RunEvent.ToolRequest call, ConfirmationId question) {
        var asks = name(call).equals(ASK);
        return new RunEvent.Waiting(log.run(), asks ? "input" : "approval", question);
    }

    /** Reading calls that stand side by side make a batch; every other call is one by itself. */
    private List<List<RunEvent.ToolRequest>> batches(List<RunEvent.ToolRequest> calls) {
        var batches = new ArrayList<List<RunEvent.ToolRequest>>();
        var reading = false;
        for (var call : calls) {
            var reads = reads(call);
            if (reads && reading) {
                batches.getLast().add(call);
            } else {
                batches.add(new ArrayList<>(List.of(call)));
            }
            reading = reads;
        }
        return batches;
    }

    private boolean reads(RunEvent.ToolRequest call) {
        var spec = tools.find(call.tool());
        return spec.isPresent()
                && spec.get().effect() == Tool.Effect.READ
                && !ALONE.contains(spec.get().name().value());
    }

    private String name(RunEvent.ToolRequest call) {
        return tools.find(call.tool()).map(spec -> spec.name().value()).orElse(call.tool());
    }

    private List<Outcome> together(RunLog log, Brief brief, List<RunEvent.ToolRequest> batch)
            throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var going = batch.stream()
                    .map(call -> threads.submit(() -> perform(log, brief, call)))
                    .toList();
            try {
                return all(going);
            } catch (InterruptedException | RuntimeException stopped) {
                threads.shutdownNow();
                throw stopped;
            }
        }
    }

    private static List<Outcome> all(List<Future<Outcome>> going) throws InterruptedException {
        var outcomes = new ArrayList<Outcome>();
        for (var call : going) {
            outcomes.add(result(call));
        }
        return outcomes;
    }

    private static Outcome result(Future<Outcome> call) throws InterruptedException {
        try {
            return call.get();
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case RuntimeException mistake -> throw mistake;
                case InterruptedException stopped -> throw stopped;
                case null, default -> throw new IllegalStateException("A tool call broke off", failed);
            }
        }
    }

    /** What the run has left of what it may do to the machine. */
    private static Tool.Bounds bounds(RunLog log) {
        var limits = log.state().terms().limits();
        var left = limits.maxDiskBytes() - log.footprint().bytes();
        return new Tool.Bounds(limits.maxProcesses(), limits.maxDiskBytes() == 0 ? 0 : Math.max(1, left));
    }

    /** A call whose question is open needs no second one, a call that has begun goes on, and a hopeless one is declined. */
    private Outcome perform(RunLog log, Brief brief, RunEvent.ToolRequest call) throws InterruptedException {
        var question = log.calls().question(call.callId());
        if (question.isPresent()) {
            return new Outcome.Waits(question.get());
        }
        var started = log.state().started();
        var request = new Tools.Request(
                log.state().org(),
                started.owner(),
                started.projectId(),
                started.personaId(),
                log.run(),
                log.state().work().step(),
                call.callId(),
                call.tool(),
                call.arguments(),
                brief.allowed(),
                bounds(log),
                log.origin());
        var begun = log.calls().begun(call.callId());
        if (begun.isPresent()) {
            return tools.recover(request, begun.get());
        }
        var refusal = stall.refusal(log.rounds(), call);
        return refusal.isPresent()
                ? tools.decline(request, ErrorCode.REPEATED_FAILURE, refusal.get())
                : tools.perform(request);
    }
}
