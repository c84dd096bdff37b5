package aule.testkit;

import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Speaks the messages protocol of Anthropic from a script, and refuses what the real one refuses. */
public final class AnthropicServer extends ModelServer {

    private final AnthropicProtocol protocol;

    public AnthropicServer() {
        this(ModelServer::usedUp);
    }

    /** @param brain decides at each chat, given the request's JSON */
    public AnthropicServer(Function<JsonNode, Turn> brain) {
        var spoken = new AnthropicProtocol();
        super(spoken, brain, Integer.MAX_VALUE);
        protocol = spoken;
    }

    /** Models in the order of the list, which comes in pages of two. */
    public void offer(String... names) {
        protocol.models.clear();
        protocol.models.addAll(List.of(names));
    }
}
