package aule.boot;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Uses a fresh kernel the way its first minute will: so that the AOT cache holds what a start needs. */
record Training(int port, Path home) {

    void run() {
        get("/health/ready");
        get("/v1/system/status");
        get("/v1/models");
        get("/v1/tools");
        get("/v1/projects");
        get("/v1/personas");
        get("/v1/runs");
        get("/v1/settings");
        get("/v1/confirmations");
        post("/v1/login/links", "{}");
        post("/v1/agent/chat", "{\"message\":\"create file a.txt with a then run `true` then list files\"}");
        get("/v1/conversations");
        get("/v1/openapi.json");
        get("/");
    }

    private void get(String path) {
        send("GET", path, "");
    }

    private void post(String path, String body) {
        send("POST", path, body);
    }

    private void send(String method, String path, String body) {
        try {
            var connection = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
            connection.setRequestMethod(method);
            connection.setRequestProperty("Authorization", "Bearer " + token());
            if (!body.isEmpty()) {
                connection.setDoOutput(true);
                connection.setRequestProperty("Content-Type", "application/json");
                connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
            }
            if (connection.getResponseCode() >= 500) {
                throw new AuleException(
                        ErrorCode.INTERNAL, "%s %s failed while the kernel was being trained.".formatted(method, path));
            }
            connection.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String token() throws IOException {
        return Files.readString(home.resolve("owner.token")).strip();
    }
}
