package aule.sandbox;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The rungs of this machine, strongest first, each tried once in the background after the room has opened. */
public final class Ladder {

    private record Step(Sandbox sandbox, CompletableFuture<Tried> tried) {}

    private final List<Step> steps;

    Ladder(List<Probe> probes) {
        this.steps =
                probes.stream().map(it -> new Step(it.sandbox(), it.begin())).toList();
    }

    /** The strongest rung that works here; the last one if none does, and that one then says why it cannot run. */
    public Sandbox strongest() {
        return steps.stream()
                .filter(it -> it.tried().join().works())
                .map(Step::sandbox)
                .findFirst()
                .orElseGet(() -> steps.getLast().sandbox());
    }

    /** Every rung with the result of its probe, strongest first. */
    public List<Tried> tried() {
        return steps.stream().map(it -> it.tried().join()).toList();
    }
}
