package aule.models.wire;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.TokenUsage;
import aule.models.ChatModel.Listener;
import aule.models.ChatModel.Reply;
import aule.models.ChatModel.ToolCall;
import java.time.Duration;
import java.util.List;

/** Puts an answer together from its pieces and passes them on as they come. */
final class Gathering {

    /** No answer a model gives is longer; a stream that goes on is broken. */
    private static final int MOST_CHARACTERS = 2_000_000;

    private final String who;
    private final Listener listener;
    private final long start = System.nanoTime();
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder thought = new StringBuilder();
    private long first = -1;
    private TokenUsage usage = TokenUsage.NONE;
    private String finish = "";

    Gathering(String who, Listener listener) {
        this.who = who;
        this.listener = listener;
    }

    void text(String piece) {
        if (!piece.isEmpty()) {
            grow(text, piece);
            listener.text(piece);
        }
    }

    void thought(String piece) {
        if (!piece.isEmpty()) {
            grow(thought, piece);
            listener.thought(piece);
        }
    }

    /** Notes that something came, even if it is nothing to show. */
    void touched() {
        if (first < 0) {
            first = System.nanoTime();
        }
    }

    void usage(TokenUsage reported) {
        usage = reported;
    }

    void finish(String reason) {
        finish = reason;
    }

    boolean finished() {
        return !finish.isEmpty();
    }

    Reply reply(List<ToolCall> calls) {
        touched();
        return new Reply(
                text.toString(),
                thought.toString(),
                calls,
                reason(!calls.isEmpty()),
                usage,
                millis(first),
                millis(System.nanoTime()));
    }

    /** The providers' words in ours; calls that were cut off by the length limit are not complete. */
    private String reason(boolean calling) {
        return switch (finish) {
            case "length", "content_filter" -> finish;
            case "max_tokens" -> "length";
            default -> calling ? "tool_calls" : "stop";
        };
    }

    private void grow(StringBuilder whole, String piece) {
        touched();
        whole.append(piece);
        if (whole.length() > MOST_CHARACTERS) {
            throw new AuleException(
                    ErrorCode.PROVIDER_ERROR,
                    "%s does not stop: its answer passed %d characters and was cut off."
                            .formatted(who, MOST_CHARACTERS));
        }
    }

    private long millis(long moment) {
        return Duration.ofNanos(moment - start).toMillis();
    }
}
