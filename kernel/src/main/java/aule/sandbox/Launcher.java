package aule.sandbox;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.UnaryOperator;

/**
 * Starts every process from one thread that lives as long as the room: a sandbox that dies with its parent follows
 * the thread that started it, not the process. Containers have no such parent and start side by side.
 */
final class Launcher {

    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("sandbox-launcher").factory());
    private final ExecutorService others = Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().daemon().name("sandbox-container-", 0).factory());
    private final Set<Child> alive = ConcurrentHashMap.newKeySet();
    private final DiskReserve disk;
    private final Screens terminals;

    Launcher(DiskReserve disk) {
        this.disk = disk;
        this.terminals = new Screens(disk);
    }

    /** The commands that have a terminal. */
    Screens terminals() {
        return terminals;
    }

    /** @param line the whole command line, wrappers included */
    Sandbox.Running start(List<String> line, Map<String, String> environment, Sandbox.Command command, Leash leash) {
        return start(line, environment, command, leash, Child::begin);
    }

    /** Starts it with an input that stays open. */
    Child hold(List<String> line, Map<String, String> environment, Sandbox.Command command, Leash leash) {
        return start(line, environment, command, leash, Child::beginOpen);
    }

    private Child start(
            List<String> line,
            Map<String, String> environment,
            Sandbox.Command command,
            Leash leash,
            UnaryOperator<Child> begin) {
        var builder = new ProcessBuilder(line).directory(new File("/"));
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            var growth = new Growth(command.workspace(), command.limits().workspaceBytes());
            return on(thread, () -> begin(new Child(builder.start(), command, leash, disk, growth), begin));
        } catch (AuleException e) {
            leash.release();
            throw e;
        }
    }

    /** A command that somebody else makes a process for; it ends with its container, not with a thread. */
    Sandbox.Running start(Callable<ContainerProcess> container, Sandbox.Command command) {
        var growth = new Growth(command.workspace(), command.limits().workspaceBytes());
        return on(others, () -> {
            var process = container.call();
            return begin(new Child(process, command, process, disk, growth), Child::begin);
        });
    }

    /** A program that serves the room, and that may die with the thread that started it. */
    Process daemon(ProcessBuilder program) {
        return on(thread, program::start);
    }

    /** Kills what runs and ends the threads. */
    void close() {
        terminals.close();
        others.close();
        alive.forEach(Child::kill);
        alive.forEach(Child::awaitRelease);
        thread.shutdown();
    }

    private Child begin(Child child, UnaryOperator<Child> begin) {
        alive.removeIf(Child::over);
        alive.add(child);
        return begin.apply(child);
    }

    private static <T> T on(ExecutorService threads, Callable<T> start) {
        try {
            return started(threads.submit(start));
        } catch (ExecutionException e) {
            var cause = e.getCause();
            if (cause instanceof AuleException known) {
                throw known;
            }
            throw new AuleException(
                    ErrorCode.UNAVAILABLE,
                    cause instanceof IOException
                            ? "The command could not be started on this machine; run 'aule doctor' to see why."
                            : "The command could not be started because of a fault in the kernel.",
                    e);
        } catch (RejectedExecutionException e) {
            throw new AuleException(ErrorCode.UNAVAILABLE, "The kernel is stopping and starts no more commands.", e);
        }
    }

    /** An interrupted caller gets the command all the same, to kill it: what is half started cannot be taken back. */
    private static <T> T started(Future<T> start) throws ExecutionException {
        var interrupted = false;
        try {
            while (true) {
                try {
                    return start.get();
                } catch (InterruptedException later) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
