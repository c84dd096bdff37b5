package aule.testkit;

import aule.testkit.WireServer.Received;
import aule.testkit.WireServer.Writing;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * A service outside the kernel, which writes down what {@link LedgerTool} asks it for. It takes a moment before and
 * after, so that a kernel can die with a request on its way, and with an answer.
 */
public final class Ledger implements AutoCloseable {

    private static final int MOMENT_NANOS = 8_000_000;

    /**
     * One request.
     *
     * @param tool who asked
     * @param key the idempotency key: the same one asks for the same effect
     * @param label what was wanted
     */
    public record Entry(String tool, String key, String label) {}

    private final ConcurrentLinkedQueue<Entry> entries = new ConcurrentLinkedQueue<>();
    private final WireServer wire = new WireServer(this::write, 1);

    public int port() {
        return wire.port();
    }

    /** Every request so far, the repeated ones too, in the order in which they came. */
    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    private void write(Received request, Writing out) throws IOException {
        pause();
        var key = request.headers().getOrDefault("idempotency-key", "");
        entries.add(new Entry(request.path().substring(1), key, request.body()));
        pause();
        out.whole(200, Map.of(), "written");
    }

    private static void pause() {
        LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(MOMENT_NANOS));
    }

    @Override
    public void close() {
        wire.close();
    }
}
