package aule.agents.past;

import aule.agents.loop.KnownAnswers;
import aule.kernel.RunEvent;
import aule.kernel.TokenUsage;
import aule.models.ChatModel;
import java.util.Optional;

/** The answers of a record that nobody was asked for then. */
record TapeAnswers(Tape tape) implements KnownAnswers {

    @Override
    public Optional<Known> recall(ChatModel model, ChatModel.Request request) throws InterruptedException {
        var next = tape.next();
        return next.isPresent() && next.get().body() instanceof RunEvent.ModelAnswered answer && answer.cached()
                ? Optional.of(new Known(model.chat(request, ChatModel.Listener.NONE), TokenUsage.NONE))
                : Optional.empty();
    }

    @Override
    public void keep(ChatModel model, ChatModel.Request request, ChatModel.Reply reply) {
        // the record holds it
    }
}
