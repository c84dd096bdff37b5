package aule.models.wire;

import aule.egress.Patience;
import aule.kernel.Ids;
import aule.models.ChatModel;
import aule.models.ModelSpec;

/** A model behind Google's Gemini protocol. */
public final class GeminiModel implements ChatModel {

    private final ModelSpec spec;
    private final Server server;
    private final Ids ids;
    private final Verbatim verbatim;
    private final Patience patience;

    /** @param verbatim where answers are kept that the provider wants to see again as they came */
    GeminiModel(ModelSpec spec, Server server, Ids ids, Verbatim verbatim, Patience patience) {
        this.spec = spec;
        this.server = server;
        this.ids = ids;
        this.verbatim = verbatim;
        this.patience = patience;
    }

    /** The path of what can be done with a model; tuned ones have a kind of their own in their name. */
    static String path(String model, String action) {
        return "/v1beta/%s:%s".formatted(resource(model), action);
    }

    static String resource(String model) {
        return model.contains("/") ? model : "models/" + model;
    }

    @Override
    public ModelSpec spec() {
        return spec;
    }

    @Override
    public Reply chat(Request request, Listener listener) throws InterruptedException {
        var body = new GeminiRequest(verbatim, spec.supports().reasoning()).body(request.seenBy(spec));
        var answer = new GeminiAnswer();
        var reply = new Exchange(spec.id(), server, ids, patience)
                .ask(path(spec.name(), "streamGenerateContent?alt=sse"), body, request, listener, answer);
        if (answer.isSigned() && !reply.toolCalls().isEmpty()) {
            verbatim.keep(reply.toolCalls(), answer.content());
        }
        return reply;
    }
}
