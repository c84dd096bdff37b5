package aule.agents.loop;

import aule.models.ChatModel;
import java.util.Optional;

/** Answers that models gave before to exactly the same request. */
public interface KnownAnswers {

    /** Remembers nothing. */
    KnownAnswers NONE = new KnownAnswers() {
        @Override
        public Optional<ChatModel.Reply> recall(ChatModel model, ChatModel.Request request) {
            return Optional.empty();
        }

        @Override
        public void keep(ChatModel model, ChatModel.Request request, ChatModel.Reply reply) {
            // nothing is kept
        }
    };

    /** What the model answered to the same request before, at the usage of nothing. */
    Optional<ChatModel.Reply> recall(ChatModel model, ChatModel.Request request) throws InterruptedException;

    /** Remembers an answer, if it is whole. */
    void keep(ChatModel model, ChatModel.Request request, ChatModel.Reply reply);
}
