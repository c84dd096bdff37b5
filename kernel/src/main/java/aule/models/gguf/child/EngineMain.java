package aule.models.gguf.child;

import aule.models.gguf.Frame;
import aule.models.gguf.Frame.Cancel;
import aule.models.gguf.Frame.Chat;
import aule.models.gguf.Frame.Load;
import aule.models.gguf.FrameLine;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The engine of one model: a process that the kernel starts, speaks to over its standard input and output, and that
 * ends with the kernel.
 */
public final class EngineMain {

    private static final int LOST = 1;

    private final FrameLine line;
    private final BlockingQueue<Chat> chats = new LinkedBlockingQueue<>();
    private final AtomicLong cancelled = new AtomicLong();

    private EngineMain(FrameLine line) {
        this.line = line;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var out = new FileOutputStream(FileDescriptor.out);
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.err)));
        goFirstWhenMemoryRunsOut();
        var line = new FrameLine(new FileInputStream(FileDescriptor.in), out);
        if (line.hear() instanceof Load load) {
            new EngineMain(line).serve(load);
        }
        Runtime.getRuntime().halt(0);
    }

    private void serve(Load load) throws IOException, InterruptedException {
        var listening = Thread.ofPlatform().name("kernel").start(this::listen);
        var llama = loaded(load);
        if (llama == null) {
            listening.join();
            return;
        }
        line.say(new Frame.Ready());
        for (var chat = next(load); chat != null; chat = next(load)) {
            try {
                llama.answer(chat, line::say, id -> cancelled.get() == id);
            } catch (RuntimeException e) {
                line.say(new Frame.Failed(chat.id(), String.valueOf(e.getMessage())));
            }
        }
        line.say(new Frame.Idle());
    }

    private @Nullable Chat next(Load load) throws InterruptedException {
        return chats.poll(load.idleMillis(), TimeUnit.MILLISECONDS);
    }

    /** Null if it cannot be loaded; the kernel then reads what else was printed, and ends this process. */
    private @Nullable Llama loaded(Load load) throws IOException {
        try {
            return unpacked(load);
        } catch (RuntimeException | LinkageError e) {
            line.say(new Frame.Refused(String.valueOf(e.getMessage()), e instanceof LinkageError));
            return null;
        }
    }

    private static Llama unpacked(Load load) throws IOException {
        var folder = Files.createTempDirectory("aule-llama-");
        System.setProperty("de.kherud.llama.tmpdir", folder.toString());
        try {
            return new Llama(load);
        } finally {
            sweep(folder);
        }
    }

    /** A library that is loaded needs its file no longer, except where files in use cannot be deleted. */
    private static void sweep(Path folder) {
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException _) {
            folder.toFile().deleteOnExit();
        }
    }

    /** The kernel is gone when nothing more can be heard of it. */
    private void listen() {
        try {
            for (var frame = line.hear(); frame != null; frame = line.hear()) {
                if (frame instanceof Chat chat) {
                    chats.add(chat);
                } else if (frame instanceof Cancel(var id)) {
                    cancelled.set(id);
                }
            }
        } catch (IOException _) {
            Runtime.getRuntime().halt(LOST);
        }
        Runtime.getRuntime().halt(0);
    }

    /** When a machine runs out of memory it shall lose a model, not the operating system. Linux only. */
    private static void goFirstWhenMemoryRunsOut() {
        try {
            Files.writeString(Path.of("/proc/self/oom_score_adj"), "900");
        } catch (IOException _) {
            return;
        }
    }
}
