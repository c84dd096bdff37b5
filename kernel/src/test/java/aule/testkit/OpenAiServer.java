package aule.testkit;

import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Speaks the chat completions protocol of OpenAI from a script. */
public final class OpenAiServer extends ModelServer {

    private final OpenAiProtocol protocol;

    public OpenAiServer() {
        this(ModelServer::usedUp);
    }

    /** @param brain decides at each chat, given the request's JSON */
    public OpenAiServer(Function<JsonNode, Turn> brain) {
        this(brain, Integer.MAX_VALUE);
    }

    /** @param remembered how many requests it keeps, the last ones */
    public OpenAiServer(Function<JsonNode, Turn> brain, int remembered) {
        var spoken = new OpenAiProtocol();
        super(spoken, brain, remembered);
        protocol = spoken;
    }

    /** What to give as OPENAI_BASE_URL. */
    public String baseUrl() {
        return address() + "/v1";
    }

    public void offer(String... names) {
        protocol.models.clear();
        protocol.models.addAll(List.of(names));
    }
}
