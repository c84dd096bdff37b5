package aule.agents.loop;

import aule.agents.RunStatus;
import aule.kernel.ConfirmationId;
import aule.kernel.RunEvent;
import aule.tools.Tool;
import aule.tools.Tools;
import aule.tools.Tools.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Has the calls of one answer done: those that only read together, the others one after the other. */
public final class Calls {

    private static final String ASK = "ask_user";
    private static final Set<String> ALONE = Set.of(ASK, "complete");

    private final Tools tools;

    public Calls(Tools tools) {
        this.tools = tools;
    }

    /** Has the open calls answered until all are, or somebody stops the run, or it has to wait for what this returns. */
    Optional<RunEvent.Waiting> settle(RunLog log, Brief brief) throws InterruptedException {
        for (var batch : batches(log.calls().open())) {
            var outcomes =
                    batch.size() == 1 ? List.of(perform(log, brief, batch.getFirst())) : together(log, brief, batch);
            if (log.catchUp().status() != RunStatus.RUNNING) {
                return Optional.empty();
            }
            var wait = wait(log, batch, outcomes);
            if (wait.isPresent()) {
                return wait;
            }
        }
        return Optional.empty();
    }

    /** The first of the questions that the calls asked. */
    private Optional<RunEvent.Waiting> wait(RunLog log, List<RunEvent.ToolRequest> batch, List<Outcome> outcomes) {
        for (var place = 0; place < batch.size(); place++) {
            switch (outcomes.get(place)) {
                case Outcome.Answered _ -> {
                    // it stands in the run's stream
                }
                case Outcome.Waits(var question) -> {
                    return Optional.of(waiting(log, batch.get(place), question));
                }
            }
        }
        return Optional.empty();
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

    /** A call whose question is open needs no second one; a call that a crash cut off is in doubt. */
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
                log.origin());
        var begun = log.calls().inDoubt(call.callId());
        return begun.isPresent() ? tools.recover(request, begun.get()) : tools.perform(request);
    }
}
