package aule.agents.loop.context;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.models.ChatModel;
import aule.models.Loss;

/** Listens to an answer and breaks it off when it is longer than any sensible one. */
final class Bounds implements ChatModel.Listener {

    private final long longest;
    private long heard;

    /** @param longest in characters, thoughts included */
    Bounds(long longest) {
        this.longest = longest;
    }

    @Override
    public void text(String piece) {
        count(piece);
    }

    @Override
    public void thought(String piece) {
        count(piece);
    }

    @Override
    public void lost(Loss loss) {}

    private void count(String piece) {
        heard += piece.length();
        if (heard > longest) {
            throw new AuleException(
                    ErrorCode.OUTPUT_LIMIT,
                    "The summary was longer than %,d characters and was broken off.".formatted(longest));
        }
    }
}
