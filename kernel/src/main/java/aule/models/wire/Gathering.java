package aule.models.wire;

import aule.kernel.TokenUsage;
import aule.models.ChatModel.Listener;
import aule.models.ChatModel.Reply;
import aule.models.ChatModel.Request;
import aule.models.Loss;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Puts an answer together from its pieces and passes them on as they come. */
final class Gathering {

    /** No answer a model gives is longer; a stream that goes on is broken. */
    private static final int MOST_CHARACTERS = 2_000_000;

    /** No answer asks for more at once. */
    private static final int MOST_CALLS = 512;

    /** No id is longer that is of any use. */
    private static final int LONGEST_ID = 200;

    private final Blame blame;
    private final CallParts calls;
    private final Listener listener;
    private final long start = System.nanoTime();
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder thought = new StringBuilder();
    private long first = -1;
    private int size;
    private long untold;
    private boolean charged;
    private boolean ended;
    private TokenUsage usage = TokenUsage.NONE;
    private String finish = "";
    private @Nullable String id;

    Gathering(Blame blame, CallParts calls, Listener listener) {
        this.blame = blame;
        this.calls = calls;
        this.listener = listener;
    }

    void text(String piece) {
        if (!piece.isEmpty()) {
            grow(piece);
            text.append(piece);
            listener.text(piece);
        }
    }

    void thought(String piece) {
        if (!piece.isEmpty()) {
            grow(piece);
            thought.append(piece);
            listener.thought(piece);
        }
    }

    /** A fragment of a call; see {@link CallParts#add}. */
    void call(long index, String id, String name, String arguments) {
        grow(id + name + arguments);
        calls.add(index, id, name, arguments);
        if (calls.count() > MOST_CALLS) {
            throw blame.malformed("asks for more than %d calls at once".formatted(MOST_CALLS));
        }
    }

    /** Something that is kept and not shown. */
    void unseen(String piece) {
        grow(piece);
    }

    /** What the provider calls the answer; the first name counts. */
    void id(String name) {
        if (id == null && !name.isBlank() && name.length() <= LONGEST_ID) {
            id = name;
        }
    }

    void usage(TokenUsage reported) {
        usage = reported;
        untold = 0;
    }

    void finish(String reason) {
        finish = reason;
    }

    /** Nothing more belongs to the answer, whatever else comes. */
    void end() {
        ended = true;
    }

    boolean ended() {
        return ended;
    }

    boolean finished() {
        return ended || !finish.isEmpty();
    }

    boolean saysNothing() {
        return text.isEmpty();
    }

    Blame blame() {
        return blame;
    }

    /** From now on the provider is likely to charge for the question. */
    void charge() {
        charged = true;
    }

    boolean charged() {
        return charged;
    }

    /** What the question used if nothing more comes. */
    Loss loss(Request request) {
        return Loss.of(request, usage, untold, millis(System.nanoTime()));
    }

    /** Fails if nothing of the answer has come though it is late. */
    void hurry(Duration patience) {
        if (first < 0 && System.nanoTime() - start > patience.toNanos()) {
            throw blame.late(patience);
        }
    }

    Reply reply(ToolNames names) {
        var asked = calls.calls(names);
        return new Reply(
                text.toString(),
                thought.toString(),
                asked,
                reason(!asked.isEmpty()),
                usage,
                millis(first < 0 ? System.nanoTime() : first),
                millis(System.nanoTime()),
                id);
    }

    /** The providers' words in ours; calls that were cut off by the length limit are not complete. */
    private String reason(boolean calling) {
        return switch (finish) {
            case "length", "max_tokens", "MAX_TOKENS", "model_context_window_exceeded" -> "length";
            case "content_filter", "refusal" -> "content_filter";
            default -> calling ? "tool_calls" : "stop";
        };
    }

    private void grow(String piece) {
        if (first < 0 && !piece.isEmpty()) {
            first = System.nanoTime();
        }
        size += piece.length();
        untold += piece.getBytes(StandardCharsets.UTF_8).length;
        if (size > MOST_CHARACTERS) {
            throw blame.endless(MOST_CHARACTERS);
        }
    }

    private long millis(long moment) {
        return Duration.ofNanos(moment - start).toMillis();
    }
}
