package aule.testkit;

import aule.boot.Aule;
import aule.boot.Settings;
import aule.kernel.SystemClock;
import aule.models.Models;
import aule.store.Address;
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
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A whole operating system in a temporary folder on a port of its own, and its owner's way to speak to it. */
public final class TempAule implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path home;
    private final Aule aule;

    /** With the built-in model only. */
    public TempAule(Path home) {
        this(home, UnaryOperator.identity(), Map.of());
    }

    public TempAule(Path home, UnaryOperator<Models> models, Map<String, String> environment) {
        this(home, environment, new Aule.World(SystemClock.UTC, models));
    }

    public TempAule(Path home, Map<String, String> environment, Aule.World world) {
        this(new Settings(home, "127.0.0.1", 0, Optional.empty(), environment), world);
    }

    /** One kernel of several on a database, which share the projects in {@code data}. */
    public TempAule(Path home, Path data, Address store, UnaryOperator<Models> models) {
        this(
                new Settings(home, data, store, "127.0.0.1", 0, Optional.empty(), Map.of()),
                new Aule.World(SystemClock.UTC, models));
    }

    private TempAule(Settings settings, Aule.World world) {
        this.home = settings.home();
        this.aule = Aule.boot(settings, world);
    }

    public Path home() {
        return home;
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:%d%s".formatted(aule.port(), path));
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

    /** The body of an answer as JSON. */
    public static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    @Override
    public void close() {
        http.close();
        aule.close();
    }
}
