package aule.testkit;

import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Speaks Gemini's protocol from a script, and refuses what the real one refuses. */
public final class GeminiServer extends ModelServer {

    private final GeminiProtocol protocol;

    public GeminiServer() {
        this(ModelServer::usedUp);
    }

    /** @param brain decides at each chat, given the request's JSON */
    public GeminiServer(Function<JsonNode, Turn> brain) {
        var spoken = new GeminiProtocol();
        super(spoken, brain, Integer.MAX_VALUE);
        protocol = spoken;
    }

    /** Models in the order of the list, which comes in pages of two. */
    public void offer(String... names) {
        protocol.models.clear();
        protocol.models.addAll(List.of(names));
    }
}
