package aule.sandbox;

import aule.kernel.AuleException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rungs of this machine, strongest first, built in the background after the room has opened. A rung is tried once,
 * when somebody needs to know: the first at once, those that start programs of their own only if it does not work or
 * somebody asks for them.
 */
public final class Ladder {

    private static final class Step {

        private final Probe probe;
        private @Nullable CompletableFuture<Tried> begun;

        Step(Probe probe) {
            this.probe = probe;
        }

        synchronized CompletableFuture<Tried> tried() {
            var known = begun;
            if (known == null) {
                known = probe.begin();
                begun = known;
            }
            return known;
        }

        void begin() {
            var _ = tried();
        }

        synchronized void settle() {
            if (begun != null) {
                begun.join();
            }
        }

        Sandbox sandbox() {
            return probe.sandbox();
        }
    }

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

    /**
     * The strongest rung that works here and meets the demand.
     *
     * @throws AuleException with {@code ISOLATION_TOO_WEAK} and what to install if there is none
     */
    public Sandbox meeting(Demand demand) {
        var fitting = steps.join().stream()
                .filter(it -> demand.allows(it.sandbox().rung()))
                .toList();
        return fitting.stream()
                .filter(it -> it.tried().join().works())
                .map(Step::sandbox)
                .findFirst()
                .orElseThrow(() -> demand.refusal(
                        strongest().rung(),
                        fitting.stream().map(it -> it.tried().join().remedy()).collect(Collectors.joining(" "))));
    }

    /** One rung, whether it works or not. */
    public Sandbox at(int level) {
        return step(level).sandbox();
    }

    /** One rung with the result of its trial. */
    public Tried tried(int level) {
        return step(level).tried().join();
    }

    /** Every rung with the result of its trial, strongest first. */
    public List<Tried> tried() {
        var all = steps.join().stream().map(Step::tried).toList();
        return all.stream().map(CompletableFuture::join).toList();
    }

    /** Waits for the trials that have begun. */
    void settle() {
        steps.join().forEach(Step::settle);
    }

    private Step step(int level) {
        return steps.join().stream()
                .filter(it -> it.sandbox().rung().level() == level)
                .findFirst()
                .orElseThrow(() -> AuleException.notFound("rung", level));
    }

    private void build(Supplier<List<Probe>> probes) {
        try {
            var all = probes.get().stream().map(Step::new).toList();
            all.getFirst().begin();
            steps.complete(all);
        } catch (RuntimeException e) {
            steps.completeExceptionally(e);
        }
    }
}
