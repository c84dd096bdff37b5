package aule.agents;

import aule.api.Answer.Frame;
import aule.journal.Filter;
import aule.journal.Subscription.Notice;
import aule.kernel.ConversationEvent;
import aule.kernel.RunId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Tells a conversation until one run has answered, and ends with the whole answer. */
final class OneAnswerTeller implements JournalFeed.Teller {

    private final ChatTeller chat;
    private final RunId run;
    private final Supplier<Object> answer;
    private boolean over;

    /** @param answer what stands in the last frame, asked for when the run has ended */
    OneAnswerTeller(ChatTeller chat, RunId run, Supplier<Object> answer) {
        this.chat = chat;
        this.run = run;
        this.answer = answer;
    }

    @Override
    public Filter filter() {
        return chat.filter();
    }

    @Override
    public List<Frame> tell(Notice notice) {
        var frames = new ArrayList<>(chat.tell(notice));
        if (notice instanceof Notice.Durable(var event)
                && event.body() instanceof ConversationEvent.NewMessage said
                && run.equals(said.runId())
                && !said.role().equals("user")) {
            over = true;
            frames.add(new Frame(Long.toString(event.seq()), "message", answer.get()));
        }
        return frames;
    }

    @Override
    public boolean over() {
        return over;
    }
}
