package aule.agents.loop;

import aule.models.ChatModel;
import aule.models.Loss;

/** Tells thinking aloud from the final answer while a text is still coming. */
final class ReActListener implements ChatModel.Listener {

    private final Shown shown;
    private final StringBuilder held = new StringBuilder();
    private boolean answering;

    ReActListener(Shown shown) {
        this.shown = shown;
    }

    /** Holds back the line that is being written until it is clear what it begins with. */
    @Override
    public void text(String piece) {
        if (answering) {
            shown.text(piece);
            return;
        }
        held.append(piece);
        var answer = ReAct.answerBegins(held);
        if (answer >= 0) {
            answering = true;
            shown.text(held.substring(answer));
            return;
        }
        var line = held.lastIndexOf("\n") + 1;
        if (line > 0) {
            shown.thought(held.substring(0, line));
            held.delete(0, line);
        }
    }

    @Override
    public void thought(String piece) {
        shown.thought(piece);
    }

    @Override
    public void lost(Loss loss) {
        shown.lost(loss);
    }
}
