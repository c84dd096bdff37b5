package aule.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/** Calls every operation of a contract and lists those that do not keep to their permission. */
public final class PermissionMatrix {

    private PermissionMatrix() {}

    /**
     * Returns the operations that are not public and still answer anything but 401 to somebody without a login.
     *
     * @param contract the merged document of {@code /v1/openapi.json}
     * @param kernel where it is served; its limits must allow as many anonymous requests
     */
    public static List<String> withoutLogin(JsonNode contract, URI kernel) {
        return deviations(contract, kernel, _ -> "", 401);
    }

    /** Returns the operations that are not public and answer anything but 403 to somebody who may do nothing. */
    public static List<String> withoutPermission(JsonNode contract, URI kernel, String token) {
        return deviations(contract, kernel, _ -> token, 403);
    }

    /**
     * Returns the operations that are not public and answer anything but 403 to somebody who may do all but this.
     *
     * @param tokens by the permission that its holder lacks
     */
    public static List<String> withoutItsPermission(JsonNode contract, URI kernel, UnaryOperator<String> tokens) {
        return deviations(contract, kernel, tokens, 403);
    }

    private static List<String> deviations(JsonNode contract, URI kernel, UnaryOperator<String> tokens, int expected) {
        var deviations = new ArrayList<String>();
        try (var client = HttpClient.newHttpClient()) {
            contract.path("paths")
                    .properties()
                    .forEach(path -> path.getValue().properties().forEach(method -> {
                        var permission = method.getValue().path("x-permission").asString("");
                        if (!permission.equals("public")) {
                            var name = method.getKey().toUpperCase(Locale.ROOT);
                            var token = tokens.apply(permission);
                            var status = status(client, request(kernel, name, path.getKey(), token));
                            if (status != expected) {
                                deviations.add("%s %s answered %d".formatted(name, path.getKey(), status));
                            }
                        }
                    }));
        }
        return deviations;
    }

    private static HttpRequest request(URI kernel, String method, String path, String token) {
        var request = HttpRequest.newBuilder(kernel.resolve(path.replaceAll("\\{[^}]*}", "x")))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString("{}"));
        return (token.isEmpty() ? request : request.header("Authorization", "Bearer " + token)).build();
    }

    private static int status(HttpClient client, HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
