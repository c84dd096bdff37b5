package aule.agents;

import aule.journal.Journal;
import aule.kernel.ConversationEvent;
import aule.kernel.Envelope;
import aule.kernel.RunId;
import aule.kernel.StreamId;

/** The steps behind runs and messages, read off the journal. */
final class Tales {

    private final Journal journal;

    Tales(Journal journal) {
        this.journal = journal;
    }

    Steps of(RunId run) {
        return before(run, Long.MAX_VALUE);
    }

    /** The steps of a run as they stood just before a place in the journal. */
    Steps before(RunId run, long seq) {
        return Steps.of(journal.read(StreamId.of(run), 0, Integer.MAX_VALUE).stream()
                .filter(event -> event.seq() < seq)
                .toList());
    }

    MessageView view(Message message) {
        var run = message.run();
        return MessageView.of(message, run == null || message.role().equals("user") ? null : of(run));
    }

    MessageView view(Envelope event, ConversationEvent.NewMessage said) {
        return view(new Message(
                said.messageId(),
                said.conversationId(),
                event.seq(),
                said.role(),
                said.content(),
                said.runId(),
                event.at()));
    }
}
