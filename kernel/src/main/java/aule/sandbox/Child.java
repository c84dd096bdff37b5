package aule.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A command at work: two pumps carry its outputs, one supervisor ends it. */
final class Child implements Sandbox.Running {

    /** 128 + SIGXFSZ. */
    private static final int FILE_TOO_LARGE = 153;

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final Duration DRAIN = Duration.ofSeconds(2);

    private final Process process;
    private final Sandbox.Command command;
    private final Leash leash;
    private final DiskReserve disk;
    private final Growth growth;
    private final long started = System.nanoTime();
    private final AtomicReference<String> limit = new AtomicReference<>("");
    private final CompletableFuture<Sandbox.Outcome> outcome = new CompletableFuture<>();
    private final CompletableFuture<Boolean> released = new CompletableFuture<>();
    private final Pump output;
    private final Pump errors;

    Child(Process process, Sandbox.Command command, Leash leash, DiskReserve disk, Growth growth) {
        this.process = process;
        this.command = command;
        this.leash = leash;
        this.disk = disk;
        this.growth = growth;
        var keep = command.limits().outputBytes();
        this.output = new Pump(
                process.getInputStream(), keep, text -> command.output().said(false, text), () -> end("output"));
        this.errors = new Pump(
                process.getErrorStream(), keep, text -> command.output().said(true, text), () -> end("output"));
    }

    /** Pipes are read on platform threads: a blocked read would hold a virtual thread's carrier. */
    Child begin() {
        feed();
        return watched();
    }

    /** The same with an input that stays open for whoever writes to it. */
    Child beginOpen() {
        return watched();
    }

    private Child watched() {
        var pumps = new Thread[] {
            Thread.ofPlatform().daemon().name("sandbox-out").start(output),
            Thread.ofPlatform().daemon().name("sandbox-err").start(errors)
        };
        Thread.ofVirtual().name("sandbox-supervisor").start(() -> supervise(pumps));
        return this;
    }

    @Override
    public Sandbox.Outcome await() throws InterruptedException {
        try {
            return outcome.get();
        } catch (InterruptedException e) {
            kill();
            throw e;
        } catch (ExecutionException e) {
            throw new IllegalStateException("The supervisor of a command failed.", e);
        }
    }

    @Override
    public void kill() {
        end("killed");
    }

    Process process() {
        return process;
    }

    boolean over() {
        return released.isDone();
    }

    /** Waits until nothing of the command is left on the machine. */
    void awaitRelease() {
        released.join();
    }

    private void end(String reason) {
        if (!outcome.isDone()) {
            limit.compareAndSet("", reason);
            leash.kill(process);
        }
    }

    private void feed() {
        if (command.input().isEmpty()) {
            closeInput();
            return;
        }
        Thread.ofPlatform().daemon().name("sandbox-in").start(() -> {
            try (var input = process.getOutputStream()) {
                input.write(command.input().getBytes(UTF_8));
            } catch (IOException e) {
                // The command ended, or closed its input, before it had read everything: that is its right.
            }
        });
    }

    private void closeInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // Nothing was to be written, so nothing is lost.
        }
    }

    private void supervise(Thread[] pumps) {
        try {
            while (!ended()) {
                if (!disk.holds(command.workspace())) {
                    end("disk");
                }
                if (!growth.seemsWithin()) {
                    end("workspace");
                }
                if (!limit.get().isEmpty()) {
                    leash.kill(process); // again, in case whoever ended it was interrupted
                }
            }
            leash.kill(process);
            for (var pump : pumps) {
                pump.join(DRAIN);
            }
            outcome.complete(MissingProgram.told(result()));
        } catch (InterruptedException | RuntimeException e) {
            leash.kill(process);
            outcome.completeExceptionally(e);
        }
        leash.release();
        released.complete(true);
    }

    /** Waits a while, or until the deadline, for the end. */
    private boolean ended() throws InterruptedException {
        var left = command.timeout().toNanos() - (System.nanoTime() - started);
        if (left <= 0) {
            end("timeout");
        }
        return process.waitFor(left <= 0 ? LOOK_NANOS : Math.min(left, LOOK_NANOS), TimeUnit.NANOSECONDS);
    }

    private Sandbox.Outcome result() {
        var stopped = limit.get();
        var told = stopped.isEmpty() ? leash.exceeded() : stopped;
        var hit = told.isEmpty() && !growth.within() ? "workspace" : told;
        var exit = process.exitValue();
        return new Sandbox.Outcome(
                exit,
                output.kept().text(),
                errors.kept().text(),
                output.kept().truncated() || errors.kept().truncated(),
                hit.isEmpty() && exit == FILE_TOO_LARGE ? "file" : hit,
                Duration.ofNanos(System.nanoTime() - started));
    }
}
