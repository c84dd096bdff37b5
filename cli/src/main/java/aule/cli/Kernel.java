package aule.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import tools.jackson.databind.JsonNode;

/** The running kernel, spoken to over HTTP as the local owner. */
final class Kernel {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String address;
    private final String token;

    Kernel(String address, String token) {
        this.address = address;
        this.token = token;
    }

    /** @throws Refusal when no kernel runs on the home */
    static Kernel on(Home home) {
        Home.Listening listening = home.listening()
                .orElseThrow(() ->
                        Refusal.failed("No kernel runs on the home " + home.folder() + "; start it with `./aule up`."));
        return new Kernel(listening.address(), home.token());
    }

    String address() {
        return address;
    }

    JsonNode get(String path) {
        return answer(request(path)
                .timeout(PATIENCE)
                .header("Accept", "application/json")
                .GET()
                .build());
    }

    /** Posts to an operation that takes no body. */
    JsonNode post(String path) {
        return post(path, PATIENCE);
    }

    JsonNode post(String path, Duration patience) {
        return answer(posting(path, patience).POST(BodyPublishers.noBody()).build());
    }

    JsonNode post(String path, JsonNode body) {
        return post(path, body, PATIENCE);
    }

    JsonNode post(String path, JsonNode body, Duration patience) {
        return answer(posting(path, patience)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build());
    }

    /** Posts a file as the one part of a form. */
    JsonNode upload(String path, Upload file, Duration patience) {
        return answer(posting(path, patience)
                .header("Content-Type", Upload.TYPE)
                .POST(file.body())
                .build());
    }

    void delete(String path) {
        answer(request(path).timeout(PATIENCE).DELETE().build());
    }

    /** Opens what is no JSON; who reads it closes it. */
    InputStream open(String path) {
        try {
            return body(sent(request(path).timeout(Upload.PATIENCE).GET().build(), BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw Refusal.failed(unreachable(e));
        }
    }

    /** Changes the fields that the body names and keeps the others. */
    JsonNode patch(String path, JsonNode body) {
        return answer(request(path)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(body.toString()))
                .build());
    }

    /** Sets as a whole what the body says. */
    JsonNode put(String path, JsonNode body) {
        return answer(request(path)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body.toString()))
                .build());
    }

    /**
     * Opens a stream of events behind the one that was seen last.
     *
     * @param seen the sequence number of the last event seen, 0 for the whole stream
     * @throws IOException when the kernel cannot be reached
     */
    InputStream events(String path, long seen) throws IOException {
        HttpRequest.Builder request = request(path).header("Accept", "text/event-stream");
        if (seen > 0) {
            request.header("Last-Event-ID", Long.toString(seen));
        }
        HttpResponse<InputStream> response = sent(request.GET().build(), BodyHandlers.ofInputStream());
        if (response.statusCode() >= 500) {
            response.body().close();
            throw new IOException("The kernel is not ready: status " + response.statusCode() + ".");
        }
        return body(response);
    }

    /**
     * Opens a socket.
     *
     * @throws Refusal when the kernel does not let it be opened, or cannot be reached
     */
    WebSocket socket(String path, WebSocket.Listener listener) {
        URI uri = URI.create(address.replaceFirst("^http", "ws") + path);
        try {
            return http.newWebSocketBuilder()
                    .header("Authorization", "Bearer " + token)
                    .connectTimeout(PATIENCE)
                    .buildAsync(uri, listener)
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                throw refusal(refused.getResponse().statusCode(), "");
            }
            throw Refusal.failed(
                    "The kernel at " + address + " does not answer; see `./aule status` and `./aule logs`.");
        }
    }

    private static InputStream body(HttpResponse<InputStream> response) throws IOException {
        if (response.statusCode() == 200) {
            return response.body();
        }
        try (InputStream body = response.body()) {
            throw refusal(response.statusCode(), new String(body.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path)).header("Authorization", "Bearer " + token);
    }

    private HttpRequest.Builder posting(String path, Duration patience) {
        return request(path)
                .timeout(patience)
                .header("Idempotency-Key", UUID.randomUUID().toString());
    }

    private JsonNode answer(HttpRequest request) {
        HttpResponse<String> response;
        try {
            response = sent(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw Refusal.failed(unreachable(e));
        }
        if (response.statusCode() >= 400) {
            throw refusal(response.statusCode(), response.body());
        }
        return response.body().isBlank() ? Json.object() : Json.parse(response.body());
    }

    private <T> HttpResponse<T> sent(HttpRequest request, HttpResponse.BodyHandler<T> handler) throws IOException {
        try {
            return http.send(request, handler);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.failed("The request was interrupted.");
        }
    }

    private String unreachable(IOException e) {
        String why = e instanceof ConnectException ? "does not answer" : "broke the connection";
        return "The kernel at " + address + " " + why + "; see `./aule status` and `./aule logs`.";
    }

    private static Refusal refusal(int status, String body) {
        String sentence = sentence(status, body);
        return status == 400 ? Refusal.badUsage(sentence) : Refusal.failed(sentence);
    }

    private static String sentence(int status, String body) {
        if (!body.stripLeading().startsWith("{")) {
            return "The kernel answered with status " + status + "; see `./aule logs`.";
        }
        JsonNode problem = Json.parse(body);
        String detail = problem.path("detail").asString(Json.text(problem, "title"));
        StringBuilder sentence = new StringBuilder(detail.isEmpty() ? "Status " + status + "." : detail);
        for (JsonNode error : problem.path("errors")) {
            sentence.append("\n  ")
                    .append(Json.text(error, "pointer"))
                    .append(": ")
                    .append(Json.text(error, "message"));
        }
        return sentence.toString();
    }
}
