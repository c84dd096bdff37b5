package aule.testkit;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of a kernel's sockets that remembers every frame. */
public final class SocketClient implements AutoCloseable, WebSocket.Listener {

    private static final long PATIENCE_SECONDS = 60;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final StringBuilder part = new StringBuilder();
    private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final boolean reads;
    private final WebSocket socket;

    private SocketClient(URI address, boolean reads, String... headers) {
        this.reads = reads;
        var builder = http.newWebSocketBuilder();
        for (var at = 0; at < headers.length; at += 2) {
            builder.header(headers[at], headers[at + 1]);
        }
        socket = builder.buildAsync(URI.create(address.toString().replaceFirst("^http", "ws")), this)
                .join();
    }

    public static SocketClient open(URI address, String token) {
        return new SocketClient(address, true, "Authorization", "Bearer " + token);
    }

    public static SocketClient with(URI address, String... headers) {
        return new SocketClient(address, true, headers);
    }

    /** One that takes nothing from the line until it is told to. */
    public static SocketClient stalled(URI address, String token) {
        return new SocketClient(address, false, "Authorization", "Bearer " + token);
    }

    /** How the kernel refuses to open a socket. */
    public static HttpResponse<?> refused(URI address, String... headers) {
        try (var _ = new SocketClient(address, true, headers)) {
            throw new AssertionError("The socket was opened.");
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof WebSocketHandshakeException refusal) {
                return refusal.getResponse();
            }
            throw failure;
        }
    }

    @Override
    public void onOpen(WebSocket opened) {
        if (reads) {
            opened.request(1);
        }
    }

    /** Takes what comes from now on. */
    public void takeAll() {
        socket.request(Long.MAX_VALUE);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            frames.add(part.toString());
            part.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        closed.complete(-1);
    }

    /** Sends one frame; single quotes stand for double ones. False when the line is closed. */
    public boolean send(String text) {
        try {
            socket.sendText(text.replace('\'', '"'), true).join();
            return true;
        } catch (CompletionException gone) {
            return false;
        }
    }

    /** The next frame as it came. */
    public String frame() {
        try {
            var frame = frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (frame == null) {
                throw new AssertionError("No frame came in %d seconds.".formatted(PATIENCE_SECONDS));
            }
            return frame;
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }

    public JsonNode next() {
        return JsonMapper.shared().readTree(frame());
    }

    /** The next frame of a type; those before it are dropped. */
    public JsonNode next(String type) {
        for (var frame = next(); ; frame = next()) {
            if (frame.path("type").asString("").equals(type)) {
                return frame;
            }
        }
    }

    /** Sends a command and reads its answer, dropping events that come before it. */
    public JsonNode ask(String command) {
        send(command);
        for (var frame = next(); ; frame = next()) {
            if (frame.path("type").asString("").startsWith("response.")) {
                return frame;
            }
        }
    }

    /** The next events, whatever frames they come in. */
    public List<JsonNode> events(int count) {
        var events = new ArrayList<JsonNode>();
        while (events.size() < count) {
            var frame = next();
            if (frame.isArray()) {
                frame.forEach(events::add);
            } else {
                events.add(frame);
            }
        }
        return events;
    }

    /** The code with which the other side closed; -1 if the line broke. */
    public int closeCode() {
        return closed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
