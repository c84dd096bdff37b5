package aule.sandbox;

import aule.kernel.AuleException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The rungs of this machine, strongest first, built and tried once in the background after the room has opened. */
public final class Ladder {

    private record Step(Sandbox sandbox, CompletableFuture<Tried> tried) {}

    private final CompletableFuture<List<Step>> steps = new CompletableFuture<>();

    Ladder(Supplier<List<Probe>> probes) {
        Thread.ofPlatform().daemon().name("sandbox-ladder").start(() -> build(probes));
    }

    /** The strongest rung that works here; the last one if none does, and that one then says why it cannot run. */
    public Sandbox strongest() {
        return steps.join().stream()
                .filter(it -> it.tried().join().works())
                .map(Step::sandbox)
                .findFirst()
                .orElseGet(() -> steps.join().getLast().sandbox());
    }

    /** One rung, whether it works or not. */
    public Sandbox at(int level) {
        return steps.join().stream()
                .map(Step::sandbox)
                .filter(it -> it.rung().level() == level)
                .findFirst()
                .orElseThrow(() -> AuleException.notFound("rung", level));
    }

    /** Every rung with the result of its probe, strongest first. */
    public List<Tried> tried() {
        return steps.join().stream().map(it -> it.tried().join()).toList();
    }

    private void build(Supplier<List<Probe>> probes) {
        try {
            steps.complete(probes.get().stream()
                    .map(it -> new Step(it.sandbox(), it.begin()))
                    .toList());
        } catch (RuntimeException e) {
            steps.completeExceptionally(e);
        }
    }
}
