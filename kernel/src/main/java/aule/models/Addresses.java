package aule.models;

import aule.egress.Origin;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the providers answer, from what a person chose and what the environment says. */
record Addresses(ProviderSettings settings, Map<String, String> environment) {

    static final String OPENAI = "https://api.openai.com/v1";
    static final String OLLAMA = "http://127.0.0.1:11434";

    Addresses {
        environment = Map.copyOf(environment);
    }

    String remote() {
        return settings.remoteUrl().isBlank() ? environmentRemote() : trimmed(settings.remoteUrl());
    }

    private String environmentRemote() {
        var given = variable("OPENAI_BASE_URL");
        return given.isEmpty() ? OPENAI : trimmed(given);
    }

    /** A key goes where it was meant to go: the environment's never to an address that only the settings name. */
    @Nullable
    String key() {
        if (!settings.apiKey().isBlank()) {
            return settings.apiKey();
        }
        var given = variable("OPENAI_API_KEY");
        return given.isEmpty() || !remote().equals(environmentRemote()) ? null : given;
    }

    /** OpenAI itself needs a key; another server may do without. */
    boolean remoteReady() {
        return key() != null || !remote().equals(OPENAI);
    }

    String local() {
        if (!settings.localUrl().isBlank()) {
            return trimmed(settings.localUrl());
        }
        var host = variable("OLLAMA_HOST");
        return host.isEmpty() ? OLLAMA : ollama(host);
    }

    /** Ollama's own variable may lack the scheme, the port or the host, or name the address it listens on. */
    static String ollama(String host) {
        var scheme = host.contains("://");
        var full = trimmed(scheme ? host : "http://" + (host.startsWith(":") ? "127.0.0.1" + host : host));
        var uri = Origin.parse(full);
        var port = uri.getPort() >= 0 || scheme ? uri.getPort() : 11434;
        return "%s://%s%s%s"
                .formatted(
                        uri.getScheme(),
                        reachable(uri),
                        port < 0 ? "" : ":" + port,
                        uri.getRawPath() == null ? "" : uri.getRawPath());
    }

    private static String reachable(URI uri) {
        var host = uri.getHost() == null ? "127.0.0.1" : uri.getHost();
        return switch (host) {
            case "0.0.0.0" -> "127.0.0.1";
            case "[::]" -> "[::1]";
            default -> host;
        };
    }

    String wishedModel() {
        return variable("OPENAI_MODEL").replaceFirst("^openai/", "");
    }

    private String variable(String name) {
        return environment.getOrDefault(name, "").strip();
    }

    private static String trimmed(String address) {
        return address.strip().replaceFirst("/+$", "");
    }
}
