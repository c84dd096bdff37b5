package aule.gateway;

import aule.access.Access;
import aule.access.AccessRoom;
import aule.api.Answer;
import aule.api.Operations;
import aule.api.Servers;
import aule.api.Views;
import aule.journal.Journal;
import aule.journal.JournalRoom;
import aule.store.Database;
import aule.testkit.CountingIds;
import aule.testkit.FixedClock;
import aule.testkit.TempDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** An edge with sample operations behind it, listening on a free port over a temporary home. */
final class OpenEdge implements AutoCloseable {

    static final Gateway.Limits SPEEDY = new Gateway.Limits(10_000, 10_000, Duration.ofMillis(100));

    final FixedClock clock = new FixedClock();
    final Samples samples = new Samples();
    final Access access;
    final Journal journal;
    final Gateway gateway;
    final Database database;
    final String token;
    private final JournalRoom journalRoom;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private OpenEdge(Path home, Gateway.Settings settings) {
        database = TempDatabase.open(home, "journal", "access", "gateway");
        journalRoom = JournalRoom.open(database, clock, new CountingIds());
        journal = journalRoom.journal();
        var room = AccessRoom.open(database, home, clock);
        access = room.access();
        token = read(home.resolve("owner.token"));
        gateway = GatewayRoom.open(settings, behind(), List.of(samples.operations(), room.operations()))
                .gateway();
    }

    static OpenEdge at(Path home) {
        return new OpenEdge(home, Gateway.Settings.local(0, "1.2.3").withLimits(SPEEDY));
    }

    static OpenEdge at(Path home, Gateway.Settings settings) {
        return new OpenEdge(home, settings);
    }

    private GatewayRoom.Behind behind() {
        Views views = (label, path) -> label.equals("view-1")
                        && List.of("/page.html", "/página um.html").contains(path)
                ? Optional.of(Answer.text("text/html; charset=utf-8", "<h1>Made by others</h1>")
                        .with("Content-Security-Policy", "default-src *"))
                : Optional.empty();
        return new GatewayRoom.Behind(
                access, journal, database, views, Servers.NONE, () -> true, clock, new CountingIds());
    }

    GatewayRoom again(Gateway.Settings settings, List<Operations> rooms) {
        return GatewayRoom.open(settings, behind(), rooms);
    }

    int port() {
        return gateway.port();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:%d%s".formatted(port(), path));
    }

    /** A request of the owner. */
    HttpRequest.Builder owner(String path) {
        return anyone(path).header("Authorization", "Bearer " + token);
    }

    HttpRequest.Builder anyone(String path) {
        return HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(20));
    }

    static HttpRequest.Builder json(HttpRequest.Builder request, String method, String body) {
        return request.header("Content-Type", "application/json").method(method, BodyPublishers.ofString(body));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> get(String path) {
        return send(owner(path));
    }

    HttpResponse<String> post(String path, String body) {
        return send(json(owner(path), "POST", body));
    }

    /** Somebody who may do less than everything. */
    String tokenWith(String permissions) {
        database.write(it -> it.execute(
                "INSERT INTO access_user (id, org_id, name, permissions, created_at) VALUES ('user-less', 'org-local', 'Less', ?, 0)",
                permissions));
        database.write(it -> it.execute(
                "INSERT INTO access_token (digest, org_id, user_id, created_at) VALUES (?, 'org-local', 'user-less', 0)",
                sha256("less")));
        return "less";
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A line of conversation that no well-behaved client would have; returns the status line and all that follows. */
    String raw(String request) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens a stream and returns a reader of its lines. */
    Stream stream(String path, String... headers) {
        try {
            var request = owner(path).header("Accept", "text/event-stream");
            if (headers.length > 0) {
                request.headers(headers);
            }
            var response = client.send(request.build(), BodyHandlers.ofInputStream());
            return new Stream(
                    response, new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An open stream of events. */
    record Stream(HttpResponse<?> response, BufferedReader lines) implements AutoCloseable {

        /** The next block of lines, without the empty line that ends it; empty at the end of the stream. */
        String block() {
            try {
                var block = new StringBuilder();
                for (var line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
                    block.append(line).append('\n');
                }
                return block.toString();
            } catch (IOException e) {
                return "";
            }
        }

        /** The next event that is one. */
        String event() {
            var block = block();
            while (block.startsWith(":") || block.startsWith("retry:")) {
                block = block();
            }
            return block;
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        gateway.close();
        journalRoom.close();
        database.close();
    }
}
