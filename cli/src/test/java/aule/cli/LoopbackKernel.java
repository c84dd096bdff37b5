package aule.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** A kernel on the loopback that speaks the published contract: one run whose events are written by the test. */
final class LoopbackKernel implements AutoCloseable {

    /** What the one run does, in order. */
    sealed interface Scene {
        /** A durable event. */
        record Event(String type, String body) implements Scene {}

        /** A piece of live text that is not kept. */
        record Live(String type, String source, long offset, String text) implements Scene {}

        /** The connection breaks here, once. */
        record Break() implements Scene {}

        /** Nothing more happens until somebody answers a confirmation or cancels. */
        record UntilPosted() implements Scene {}
    }

    static final String TOKEN = "the-owner";

    private final HttpServer server;
    private final List<Scene> scenes = new ArrayList<>();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final BlockingQueue<String> posted = new LinkedBlockingQueue<>();
    final List<String> requests = new CopyOnWriteArrayList<>();
    final List<String> queries = new CopyOnWriteArrayList<>();
    final List<String> uploads = new CopyOnWriteArrayList<>();
    final List<JsonNode> bodies = new CopyOnWriteArrayList<>();
    final List<String> resumedAfter = new CopyOnWriteArrayList<>();
    private final AtomicInteger broken = new AtomicInteger();

    LoopbackKernel(Path home) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", this::handle);
            server.start();
            Files.writeString(home.resolve("owner.token"), TOKEN + "\n");
            Files.writeString(
                    home.resolve("kernel.json"),
                    "{\"pid\":%d,\"port\":%d,\"host\":\"127.0.0.1\",\"version\":\"0\"}"
                            .formatted(
                                    ProcessHandle.current().pid(),
                                    server.getAddress().getPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    LoopbackKernel event(String type, String body) {
        scenes.add(new Scene.Event(type, body));
        return this;
    }

    LoopbackKernel live(String type, String source, long offset, String text) {
        scenes.add(new Scene.Live(type, source, offset, text));
        return this;
    }

    LoopbackKernel breaks() {
        scenes.add(new Scene.Break());
        return this;
    }

    LoopbackKernel untilPosted() {
        scenes.add(new Scene.UntilPosted());
        return this;
    }

    /** @param request method and path, for example {@code GET /v1/models} */
    LoopbackKernel answers(String request, String body) {
        answers.put(request, body);
        return this;
    }

    JsonNode lastBody() {
        return bodies.getLast();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String request = exchange.getRequestMethod() + " " + path;
        requests.add(request);
        queries.add(Objects.requireNonNullElse(exchange.getRequestURI().getQuery(), ""));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!path.startsWith("/health")
                && !("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            send(exchange, 401, "{\"detail\":\"Sign in first.\",\"code\":\"unauthenticated\"}");
        } else if (path.endsWith("/events")
                && exchange.getRequestHeaders().getFirst("Accept").contains("event-stream")) {
            stream(exchange);
        } else {
            if (multipart(exchange)) {
                uploads.add(body);
            } else if (!body.isEmpty()) {
                bodies.add(Json.parse(body));
            }
            answer(exchange, request);
            if (request.startsWith("POST /v1/confirmations/") || request.endsWith("/cancel")) {
                posted.add(request);
            }
        }
    }

    private static boolean multipart(HttpExchange exchange) {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        return type != null && type.startsWith("multipart/form-data; boundary=");
    }

    private void answer(HttpExchange exchange, String request) throws IOException {
        String answer = answers.get(request);
        if (answer != null) {
            boolean problem = answer.startsWith("{\"status\":");
            send(exchange, problem ? Json.parse(answer).path("status").asInt() : 200, answer);
        } else if (request.equals("POST /v1/runs")) {
            send(exchange, 202, "{\"id\":\"run-1\",\"status\":\"queued\"}");
        } else {
            send(exchange, 200, "{}");
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private void stream(HttpExchange exchange) throws IOException {
        String last = exchange.getRequestHeaders().getFirst("Last-Event-ID");
        resumedAfter.add(last == null ? "" : last);
        long seen = last == null ? 0 : Long.parseLong(last);
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            write(out, "event: connected\ndata: {\"run_id\":\"run-1\"}\n\n: ping\n\n");
            play(out, seen);
        }
    }

    private void play(OutputStream out, long seen) throws IOException {
        long seq = 0;
        int breaks = 0;
        for (Scene scene : scenes) {
            switch (scene) {
                case Scene.Event(String type, String body) -> {
                    seq++;
                    if (seq > seen) {
                        write(out, eventFrame(seq, type, body));
                    }
                }
                case Scene.Live(String type, String source, long offset, String text) ->
                    write(out, liveFrame(type, source, offset, text));
                case Scene.Break() -> {
                    breaks++;
                    if (broken.compareAndSet(breaks - 1, breaks)) {
                        return;
                    }
                }
                case Scene.UntilPosted() -> awaitPost();
            }
        }
    }

    private void awaitPost() throws IOException {
        try {
            if (posted.poll(20, TimeUnit.SECONDS) == null) {
                throw new IOException("Nobody answered in time.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static String eventFrame(long seq, String type, String body) {
        String rest = body.isEmpty() ? "" : "," + body;
        return "id: %d\nevent: %s\ndata: {\"seq\":%d,\"type\":\"%s\",\"run_id\":\"run-1\"%s}\n\n"
                .formatted(seq, type, seq, type, rest);
    }

    private static String liveFrame(String type, String source, long offset, String text) {
        JsonNode data = Json.object()
                .put("type", type)
                .put("stream", "run-1")
                .put("source", source)
                .put("offset", offset)
                .put("text", text);
        return "event: " + type + "\ndata: " + data + "\n\n";
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
