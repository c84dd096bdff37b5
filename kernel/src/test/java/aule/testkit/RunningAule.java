package aule.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An operating system that runs, in this process or another, and its owner's way to speak to it. */
public abstract class RunningAule implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path home;

    RunningAule(Path home) {
        this.home = home;
    }

    abstract int port();

    public Path home() {
        return home;
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:%d%s".formatted(port(), path));
    }

    public String token() {
        try {
            return Files.readString(home.resolve("owner.token")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A request with the owner's token. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + token());
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    public HttpResponse<String> delete(String path) {
        return send(request(path).DELETE());
    }

    /** Sends JSON; single quotes stand for double ones. */
    public HttpResponse<String> send(String method, String path, String body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body.replace('\'', '"'))));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("The kernel did not answer.", e);
        }
    }

    /** The same for a kernel that may be gone before it answers. */
    public Optional<HttpResponse<String>> attempt(HttpRequest.Builder request) {
        try {
            return Optional.of(http.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException gone) {
            return Optional.empty();
        } catch (InterruptedException stopped) {
            throw new AssertionError("The kernel did not answer.", stopped);
        }
    }

    /** The body of an answer as JSON. */
    public static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    @Override
    public void close() {
        http.close();
    }
}
