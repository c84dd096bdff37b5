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
        this(new OpenAiProtocol("/v1/chat/completions"), brain, remembered);
    }

    private OpenAiServer(OpenAiProtocol spoken, Function<JsonNode, Turn> brain, int remembered) {
        super(spoken, brain, remembered);
        protocol = spoken;
    }

    /** One with the paths of an Azure resource. */
    public static OpenAiServer azure() {
        var path = "/openai/deployments/[^/]+/chat/completions\\?api-version=[0-9a-z-]+";
        return new OpenAiServer(new OpenAiProtocol(path), ModelServer::usedUp, Integer.MAX_VALUE);
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
