package aule.gateway;

import aule.api.Answer;
import aule.schema.Json;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Writes feeds to clients, each on the client's own thread: a slow one holds up nobody else. */
final class EventPump implements AutoCloseable {

    private final Duration heartbeat;
    private final Map<Thread, Answer.Feed> running = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    EventPump(Duration heartbeat) {
        this.heartbeat = heartbeat;
    }

    /** Returns when the feed ends, the client leaves or the kernel stops. */
    void pump(HttpServletResponse response, Answer.Feed feed) {
        running.put(Thread.currentThread(), feed);
        try (feed) {
            response.setContentType("text/event-stream; charset=utf-8");
            response.setHeader("X-Accel-Buffering", "no");
            write(response.getOutputStream(), "retry: 1000\n\n");
            follow(response.getOutputStream(), feed);
        } catch (IOException e) {
            // the client left; it comes back with the id it saw last
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            running.remove(Thread.currentThread());
        }
    }

    private void follow(ServletOutputStream out, Answer.Feed feed) throws IOException, InterruptedException {
        while (!stopping) {
            var frame = feed.next(heartbeat);
            if (frame.isPresent()) {
                write(out, text(frame.get()));
            } else if (feed.ended()) {
                return;
            } else {
                write(out, ": ping\n\n");
            }
        }
    }

    private static String text(Answer.Frame frame) {
        var id = frame.id() == null ? "" : "id: %s\n".formatted(frame.id());
        return "%sevent: %s\ndata: %s\n\n"
                .formatted(id, frame.event(), Json.wire().writeValueAsString(frame.data()));
    }

    private static void write(ServletOutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** How many clients are being written to. */
    int size() {
        return running.size();
    }

    /** Ends every stream at once. */
    @Override
    public void close() {
        stopping = true;
        running.forEach((thread, feed) -> {
            feed.close();
            thread.interrupt();
        });
    }
}
