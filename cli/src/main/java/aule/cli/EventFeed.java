package aule.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import tools.jackson.databind.JsonNode;

/** The events of one run, each once and in order, also when the connection breaks or the kernel is started again. */
final class EventFeed implements Runnable {

    private final Home home;
    private final String runId;
    private final BlockingQueue<Signal> signals;
    private final Duration patience;
    private long seen;
    private long lastSign = System.nanoTime();
    private boolean announced;
    private volatile boolean closed;

    /** @param patience how long to look for a kernel that went away */
    EventFeed(Home home, String runId, BlockingQueue<Signal> signals, Duration patience) {
        this.home = home;
        this.runId = runId;
        this.signals = signals;
        this.patience = patience;
    }

    void close() {
        closed = true;
    }

    @Override
    public void run() {
        try {
            while (!closed && System.nanoTime() - lastSign < patience.toNanos()) {
                follow();
                pause();
            }
            signals.add(new Signal.Lost("The kernel has been away for " + patience.toSeconds()
                    + " seconds. The run goes on when it is started again: `./aule up`, then `./aule runs show " + runId
                    + "`."));
        } catch (Refusal refusal) {
            signals.add(new Signal.Lost(refusal.sentence()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow() {
        Optional<Home.Listening> listening = home.listening();
        if (listening.isEmpty()) {
            return;
        }
        Kernel kernel = new Kernel(listening.get().address(), home.token());
        boolean connected = false;
        try (Frames frames = new Frames(kernel.events("/v1/runs/" + runId + "/events", seen))) {
            connected = true;
            announced = false;
            for (Optional<Frames.Frame> frame = frames.next(); frame.isPresent(); frame = frames.next()) {
                pass(frame.get());
            }
        } catch (IOException e) {
            announced &= !connected; // the loop above tries again until its patience ends
        }
        if (connected) {
            lastSign = System.nanoTime();
        }
    }

    private void pass(Frames.Frame frame) {
        JsonNode data = Json.parse(frame.data());
        long seq = frame.id().isEmpty() ? 0 : data.path("seq").asLong(0);
        if (seq != 0 && seq <= seen) {
            return;
        }
        seen = Math.max(seen, seq);
        signals.add(new Signal.Happened(frame.type(), data));
    }

    private void pause() throws InterruptedException {
        if (closed) {
            return;
        }
        if (!announced && System.nanoTime() - lastSign > Duration.ofSeconds(1).toNanos()) {
            announced = true;
            signals.add(new Signal.Reconnecting());
        }
        Thread.sleep(Duration.ofMillis(200));
    }
}
