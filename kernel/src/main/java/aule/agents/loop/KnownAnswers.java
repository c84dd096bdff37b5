package aule.agents.loop;

import aule.kernel.TokenUsage;
import aule.models.ChatModel;
import java.util.Optional;

/** Answers that models gave before to exactly the same request. */
public interface KnownAnswers {

    /**
     * An answer that is known.
     *
     * @param reply at the usage of nothing
     * @param spared what it used when the model was asked
     */
    record Known(ChatModel.Reply reply, TokenUsage spared) {}

    /** What the model answered to the same request before; empty if nothing is to be remembered. */
    Optional<Known> recall(ChatModel model, ChatModel.Request request) throws InterruptedException;

    /** Remembers an answer, if it is whole and something is to be remembered. */
    void keep(ChatModel model, ChatModel.Request request, ChatModel.Reply reply);
}
