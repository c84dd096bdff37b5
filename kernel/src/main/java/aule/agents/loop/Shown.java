package aule.agents.loop;

import aule.journal.Journal;
import aule.kernel.StreamId;
import aule.kernel.Transient;
import aule.models.ChatModel;
import aule.models.Loss;

/** Shows the pieces of one answer to the run's watchers while they come. */
final class Shown implements ChatModel.Listener {

    private final Journal journal;
    private final StreamId stream;
    private final String source;
    private long texts;
    private long thoughts;

    private Shown(Journal journal, StreamId stream, int step) {
        this.journal = journal;
        this.stream = stream;
        this.source = "step-" + step;
    }

    /** Says that a model is being asked; what was shown of an earlier try is forgotten. */
    static Shown begin(Journal journal, StreamId stream, int step, String model) {
        var shown = new Shown(journal, stream, step);
        shown.end();
        journal.show(new Transient(stream, Transient.Kind.MODEL_ASKED, shown.source, 0, model));
        return shown;
    }

    @Override
    public void text(String piece) {
        journal.show(new Transient(stream, Transient.Kind.MESSAGE_DELTA, source, texts, piece));
        texts += piece.length();
    }

    @Override
    public void thought(String piece) {
        journal.show(new Transient(stream, Transient.Kind.THOUGHT_DELTA, source, thoughts, piece));
        thoughts += piece.length();
    }

    /** Nobody watches what is charged for. */
    @Override
    public void lost(Loss loss) {}

    /** Forgets the pieces, because the whole is written down. */
    void end() {
        journal.shown(stream, source);
    }
}
