package aule.testkit;

import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Speaks the native protocol of Ollama from a script. */
public final class OllamaServer extends ModelServer {

    /** One installed model. */
    public record Installed(String name, String size, List<String> capabilities) {

        public Installed {
            capabilities = List.copyOf(capabilities);
        }
    }

    private final OllamaProtocol protocol;

    public OllamaServer() {
        this(ModelServer::usedUp);
    }

    /** @param brain decides at each chat, given the request's JSON */
    public OllamaServer(Function<JsonNode, Turn> brain) {
        var spoken = new OllamaProtocol();
        super(spoken, brain, Integer.MAX_VALUE);
        protocol = spoken;
    }

    public void install(Installed... models) {
        protocol.installed.clear();
        protocol.installed.addAll(List.of(models));
    }

    /** Has these models in memory. */
    public void load(String... names) {
        protocol.loaded.clear();
        protocol.loaded.addAll(List.of(names));
    }
}
