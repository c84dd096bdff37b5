package aule.models.gguf;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.models.gguf.Frame.Load;
import aule.models.gguf.child.EngineMain;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The kernel's end of one engine: a child process with one model in it. Used by one thread at a time. */
final class EngineProcess implements AutoCloseable {

    /** What a child needs of the kernel's environment; keys are not among it. */
    private static final Set<String> VARIABLES = Set.of(
            "PATH",
            "HOME",
            "LANG",
            "LC_ALL",
            "TMPDIR",
            "TMP",
            "TEMP",
            "SystemRoot",
            "LD_LIBRARY_PATH",
            "DYLD_LIBRARY_PATH",
            "CUDA_VISIBLE_DEVICES");

    private static final int SIGNALS = 128;

    private final String who;
    private final Process process;
    private final FrameLine line;
    private final Tail tail = new Tail();

    /** What was heard; nothing is what is heard last. */
    private final BlockingQueue<Optional<Frame>> heard = new LinkedBlockingQueue<>();

    private EngineProcess(String who, Process process) {
        this.who = who;
        this.process = process;
        this.line = new FrameLine(process.getInputStream(), process.getOutputStream());
        Thread.ofPlatform().daemon().name("engine-line").start(this::listen);
        Thread.ofPlatform().daemon().name("engine-tail").start(() -> tail.follow(process.getErrorStream()));
    }

    /**
     * Starts an engine, which then loads its model.
     *
     * @param who the model, in sentences
     * @param library a folder with llama.cpp's own build of the native library; empty for the one that comes with Aule
     */
    static EngineProcess start(String who, Load load, String library) {
        var builder = new ProcessBuilder(command(library));
        builder.environment().keySet().retainAll(VARIABLES);
        try {
            var fresh = new EngineProcess(who, builder.start());
            fresh.line.say(load);
            return fresh;
        } catch (IOException e) {
            throw new AuleException(
                    ErrorCode.UNAVAILABLE,
                    "%s: its engine cannot be started: %s. Free memory or processes and ask again."
                            .formatted(who, e.getMessage()),
                    e);
        }
    }

    private static List<String> command(String library) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED"));
        if (!library.isBlank()) {
            command.add("-Dde.kherud.llama.lib.path=" + library);
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), EngineMain.class.getName()));
        return command;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    boolean alive() {
        return process.isAlive() && heard.stream().noneMatch(it -> it.isEmpty() || it.get() instanceof Frame.Idle);
    }

    private void listen() {
        try {
            for (var frame = line.hear(); frame != null; frame = line.hear()) {
                heard.add(Optional.of(frame));
            }
        } catch (IOException _) {
            process.destroyForcibly();
        } finally {
            heard.add(Optional.empty());
        }
    }

    /** What is heard next within a time; nothing when the engine has ended. */
    Optional<Frame> next(Duration patience, String doing) throws InterruptedException {
        var next = heard.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        if (next == null) {
            throw new AuleException(
                    ErrorCode.PROVIDER_ERROR,
                    "%s: its engine was silent for %d seconds while it %s, and was ended. Give it more threads or a smaller context."
                            .formatted(who, patience.toSeconds(), doing));
        }
        return next;
    }

    /** @return whether the engine was there to be told */
    boolean say(Frame frame) {
        try {
            line.say(frame);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /** Ends a chat and keeps the model loaded if that goes quickly, and ends the engine otherwise. */
    void abandon(long chat, Duration patience) {
        var deadline = System.nanoTime() + patience.toNanos();
        if (!say(new Frame.Cancel(chat)) || !ended(chat, deadline)) {
            close();
        }
    }

    private boolean ended(long chat, long deadline) {
        try {
            while (true) {
                var next = heard.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (next == null || next.isEmpty()) {
                    return false;
                }
                if (ends(next.get(), chat)) {
                    return true;
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean ends(Frame frame, long chat) {
        return switch (frame) {
            case Frame.Cancelled(var id) -> id == chat;
            case Frame.Ended ended -> ended.id() == chat;
            case Frame.Failed failed -> failed.id() == chat;
            default -> false;
        };
    }

    /** Why llama.cpp says that it failed, as part of a sentence. */
    Optional<String> reason() throws InterruptedException {
        return tail.reason();
    }

    /** How the process ended, in words. */
    String end() throws InterruptedException {
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
            return "it closed its line";
        }
        var code = process.exitValue();
        return switch (code - SIGNALS) {
            case 9 -> "it was killed, as happens when memory runs out";
            case 6, 11 -> "it crashed with signal " + (code - SIGNALS);
            default -> "exit code " + code;
        };
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
