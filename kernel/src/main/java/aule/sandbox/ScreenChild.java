package aule.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A command at work in a terminal: one thread reads the screen, one types, one supervisor ends it. */
final class ScreenChild implements Sandbox.Terminal {

    private static final Logger LOG = LoggerFactory.getLogger(ScreenChild.class);
    private static final long LOOK_MILLIS = 500;
    private static final Duration DRAIN = Duration.ofSeconds(2);
    private static final int TYPED_BYTES = 1 << 20;
    /** What is typed at once; a terminal takes that much without a pause. */
    private static final int STROKE_BYTES = 1024;

    private final HeldProcess process;
    private final Sandbox.Command command;
    private final Leash leash;
    private final DiskReserve disk;
    private final Growth growth;
    private final long started = System.nanoTime();
    private final AtomicReference<String> limit = new AtomicReference<>("");
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CompletableFuture<Sandbox.Outcome> outcome = new CompletableFuture<>();
    private final CompletableFuture<Boolean> released = new CompletableFuture<>();
    private final Queue<byte[]> typed = new ArrayDeque<>();
    private int waiting;

    ScreenChild(HeldProcess process, Sandbox.Command command, Leash leash, DiskReserve disk, Growth growth) {
        this.process = process;
        this.command = command;
        this.leash = leash;
        this.disk = disk;
        this.growth = growth;
    }

    /** The library blocks in native calls, so reading and typing have platform threads. */
    void begin() {
        var reader = Thread.ofPlatform().daemon().name("sandbox-screen").start(this::read);
        var writer = Thread.ofPlatform().daemon().name("sandbox-keys").start(this::write);
        Thread.ofVirtual().name("sandbox-screen-end").start(this::awaitEnd);
        Thread.ofVirtual().name("sandbox-supervisor").start(() -> supervise(reader, writer));
    }

    @Override
    public void type(String text) {
        var bytes = text.getBytes(UTF_8);
        synchronized (typed) {
            if (waiting + bytes.length > TYPED_BYTES) {
                throw new AuleException(
                        ErrorCode.CONFLICT,
                        "The program in this terminal does not read what is typed; wait, or stop it and type again.");
            }
            for (int from = 0; from < bytes.length; from += STROKE_BYTES) {
                typed.add(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + STROKE_BYTES)));
            }
            waiting += bytes.length;
            typed.notifyAll();
        }
    }

    @Override
    public void resize(Sandbox.Size size) {
        if (ended.getCount() == 0) {
            return;
        }
        try {
            process.resize(size);
        } catch (IllegalStateException e) {
            LOG.debug("A terminal ended while its size was changed.", e);
        }
    }

    @Override
    public Sandbox.Outcome await() throws InterruptedException {
        try {
            return outcome.get();
        } catch (InterruptedException e) {
            kill();
            throw e;
        } catch (ExecutionException e) {
            throw new IllegalStateException("The supervisor of a terminal failed.", e);
        }
    }

    @Override
    public void kill() {
        end("killed");
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

    private void read() {
        var text = new Utf8();
        var buffer = new byte[16 * 1024];
        try {
            var screen = process.getInputStream();
            for (int count = screen.read(buffer); count >= 0; count = screen.read(buffer)) {
                tell(text.more(buffer, count));
            }
        } catch (IOException e) {
            // The terminal was closed under the reader because its command was killed: what came was told.
        }
        tell(text.end());
    }

    private void tell(String said) {
        if (!said.isEmpty()) {
            command.output().said(false, said);
        }
    }

    private void write() {
        try {
            var keys = process.getOutputStream();
            for (var stroke = next(); stroke.length > 0; stroke = next()) {
                keys.write(stroke);
            }
        } catch (IOException e) {
            // Nobody reads any more: the command has ended.
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for what is typed; empty at the end. */
    private byte[] next() throws InterruptedException {
        synchronized (typed) {
            while (typed.isEmpty() && ended.getCount() > 0) {
                typed.wait();
            }
            var stroke = ended.getCount() == 0 ? null : typed.poll();
            waiting -= stroke == null ? 0 : stroke.length;
            return stroke == null ? new byte[0] : stroke;
        }
    }

    private void awaitEnd() {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended.countDown();
            synchronized (typed) {
                typed.notifyAll();
            }
        }
    }

    private void supervise(Thread reader, Thread writer) {
        try {
            while (!ended.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                if (!disk.holds(command.workspace())) {
                    end("disk");
                }
                if (!growth.seemsWithin()) {
                    end("workspace");
                }
            }
            leash.kill(process);
            reader.join(DRAIN);
            writer.join(DRAIN);
            outcome.complete(result());
        } catch (InterruptedException | RuntimeException e) {
            leash.kill(process);
            outcome.completeExceptionally(e);
        }
        close();
        leash.release();
        released.complete(true);
    }

    private void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            LOG.debug("A terminal could not be closed.", e);
        }
    }

    private Sandbox.Outcome result() {
        var stopped = limit.get();
        var hit = stopped.isEmpty() ? leash.exceeded() : stopped;
        return new Sandbox.Outcome(
                process.exitValue(), "", "", false, hit, Duration.ofNanos(System.nanoTime() - started));
    }
}
