package aule.models.gguf;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the kernel and the engine of a model say to each other. The engine answers one chat at a time. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "is")
public sealed interface Frame {

    /**
     * The first thing an engine is told.
     *
     * @param context how many tokens it shall hold
     * @param gpuLayers null for what llama.cpp chooses
     * @param idleMillis after so long without a chat it ends
     * @param begins whether the model's texts begin with a token of their own
     */
    record Load(
            String file, int threads, int context, @Nullable Integer gpuLayers, long idleMillis, boolean begins)
            implements Frame {}

    /**
     * A question.
     *
     * @param temperature null for llama.cpp's default
     * @param schema JSON Schema as text that the answer must match; null for free text
     */
    record Chat(
            long id,
            List<Line> messages,
            int maxTokens,
            @Nullable Double temperature,
            @Nullable String schema) implements Frame {

        public Chat {
            messages = List.copyOf(messages);
        }
    }

    /** @param role {@code system}, {@code user} or {@code assistant} */
    record Line(String role, String content) {}

    record Cancel(long id) implements Frame {}

    /** The model is loaded. */
    record Ready() implements Frame {}

    /**
     * The model cannot be loaded.
     *
     * @param everywhere whether no model can be, because llama.cpp does not run on this machine
     */
    record Refused(String reason, boolean everywhere) implements Frame {}

    /**
     * The chat is read.
     *
     * @param thinking whether the answer begins inside the model's reasoning
     */
    record Begun(long id, boolean thinking) implements Frame {}

    /** @param tokens how many tokens the text was made of */
    record Piece(long id, String text, int tokens) implements Frame {}

    /** @param finish {@code stop} or {@code length} */
    record Ended(long id, String finish, int tokensIn, int tokensOut) implements Frame {}

    record Failed(long id, String reason) implements Frame {}

    record Cancelled(long id) implements Frame {}

    /** The engine ends, because nobody asked for long; what was said to it meanwhile is not heard. */
    record Idle() implements Frame {}
}
