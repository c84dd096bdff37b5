package aule.models.wire;

import aule.egress.Patience;
import aule.kernel.Ids;
import aule.models.ChatModel;
import aule.models.ModelSpec;

/** A model behind the messages protocol of Anthropic. */
public final class AnthropicModel implements ChatModel {

    private final ModelSpec spec;
    private final Server server;
    private final Ids ids;
    private final Verbatim verbatim;
    private final Patience patience;

    /** @param verbatim where answers are kept that the provider wants to see again as they came */
    AnthropicModel(ModelSpec spec, Server server, Ids ids, Verbatim verbatim, Patience patience) {
        this.spec = spec;
        this.server = server;
        this.ids = ids;
        this.verbatim = verbatim;
        this.patience = patience;
    }

    @Override
    public ModelSpec spec() {
        return spec;
    }

    @Override
    public Reply chat(Request request, Listener listener) throws InterruptedException {
        var body = new AnthropicRequest(verbatim).body(spec.name(), request.seenBy(spec));
        var answer = new AnthropicAnswer(request.schema() != null);
        var reply = new Exchange(spec.id(), server, ids, patience).ask("/v1/messages", body, request, listener, answer);
        if (answer.isSigned() && !reply.toolCalls().isEmpty()) {
            verbatim.keep(reply.toolCalls(), answer.content());
        }
        return reply;
    }
}
