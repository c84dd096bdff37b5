package aule.models;

import aule.kernel.TokenUsage;
import aule.kernel.ToolName;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One model that answers chats, streaming. */
public interface ChatModel {

    /** What it is and what it can do. */
    ModelSpec spec();

    /**
     * Asks and blocks the calling virtual thread until the answer is whole; pieces go to the listener as they come.
     * Interrupting the thread closes the connection at once.
     *
     * @throws aule.kernel.AuleException with {@code PROVIDER_ERROR}, {@code RATE_LIMITED} or {@code UNAVAILABLE} in the
     *     words of a person, never with a key in it
     */
    Reply chat(Request request, Listener listener) throws InterruptedException;

    /**
     * What is asked.
     *
     * @param system the system prompt
     * @param tools what the model may call; empty for none
     * @param temperature null for the provider's default
     * @param schema JSON Schema as text that the whole answer must match; null for free text
     */
    record Request(
            String system,
            List<Message> messages,
            List<ToolSpec> tools,
            int maxTokens,
            @Nullable Double temperature,
            @Nullable String schema) {

        public Request {
            messages = List.copyOf(messages);
            tools = List.copyOf(tools);
        }

        public Request(
                String system,
                List<Message> messages,
                List<ToolSpec> tools,
                int maxTokens,
                @Nullable Double temperature) {
            this(system, messages, tools, maxTokens, temperature, null);
        }

        public Request matching(String wanted) {
            return new Request(system, messages, tools, maxTokens, temperature, wanted);
        }

        /**
         * The same in a form that a model takes. One without eyes reads that there are images instead of seeing them;
         * to one that takes no system prompt a person says it first.
         */
        public Request seenBy(ModelSpec model) {
            var told = model.supports().vision()
                    ? this
                    : saying(
                            system,
                            messages.stream()
                                    .map(it -> it instanceof Message.User user ? user.told() : it)
                                    .toList());
            return model.quirks().takesSystem() || system.isBlank() ? told : told.withoutSystem();
        }

        private Request withoutSystem() {
            var words = new ArrayList<>(messages);
            if (!words.isEmpty() && words.getFirst() instanceof Message.User user) {
                words.set(0, user.saying(system.strip() + "\n\n" + user.text()));
            } else {
                words.addFirst(new Message.User(system.strip()));
            }
            return saying("", words);
        }

        private Request saying(String prompt, List<Message> words) {
            return new Request(prompt, words, tools, maxTokens, temperature, schema);
        }
    }

    /**
     * A picture that goes with a text.
     *
     * @param mediaType for example {@code image/png}
     * @param data its bytes in Base64 without line breaks
     */
    record Image(String mediaType, String data) {

        /** Without the bytes. */
        @Override
        public String toString() {
            return "Image[%s, %d characters]".formatted(mediaType, data.length());
        }
    }

    /** What was said before. */
    sealed interface Message {

        record User(String text, List<Image> images) implements Message {

            public User {
                images = List.copyOf(images);
            }

            public User(String text) {
                this(text, List.of());
            }

            /** The same images with another text. */
            public User saying(String other) {
                return new User(other, images);
            }

            /** The same with its images in words. */
            private User told() {
                if (images.isEmpty()) {
                    return this;
                }
                var types = images.stream().map(Image::mediaType).collect(Collectors.joining(", "));
                return new User("%s\n\n[Attached, and not visible to this model: %s]".formatted(text, types));
            }
        }

        record Assistant(String text, List<ToolCall> toolCalls) implements Message {

            public Assistant {
                toolCalls = List.copyOf(toolCalls);
            }
        }

        record ToolResult(String callId, ToolName tool, boolean ok, String output) implements Message {}
    }

    /**
     * A tool as a model sees it.
     *
     * @param parameters JSON Schema as text
     */
    record ToolSpec(ToolName name, String description, String parameters) {}

    /**
     * A call the model asks for, as it asked.
     *
     * @param arguments what should be a JSON object
     */
    record ToolCall(String id, String name, String arguments) {}

    /**
     * A whole answer.
     *
     * @param finish {@code stop}, {@code tool_calls}, {@code length}, {@code content_filter}, or {@link #GAVE_UP} when
     *     the model itself says that it does not reach the goal; its text says why
     * @param firstTokenMs milliseconds to the first piece
     * @param id what the provider calls the answer, also on its bill; null if it does not say
     */
    record Reply(
            String text,
            String thought,
            List<ToolCall> toolCalls,
            String finish,
            TokenUsage usage,
            long firstTokenMs,
            long durationMs,
            @Nullable String id) {

        /** The goal is not reached and will not be. */
        public static final String GAVE_UP = "gave_up";

        public Reply {
            toolCalls = List.copyOf(toolCalls);
        }

        /** An answer without a name. */
        public Reply(
                String text,
                String thought,
                List<ToolCall> toolCalls,
                String finish,
                TokenUsage usage,
                long firstTokenMs,
                long durationMs) {
            this(text, thought, toolCalls, finish, usage, firstTokenMs, durationMs, null);
        }
    }

    /** Hears an answer while it comes. */
    interface Listener {

        void text(String piece);

        void thought(String piece);

        /** The answer broke off. Said at most once, before the failure that tells why; nothing more comes. */
        void lost(Loss loss);

        /** The same ear, while somebody else is told of what is lost. */
        default Listener losing(Consumer<Loss> told) {
            var ear = this;
            return new Listener() {
                @Override
                public void text(String piece) {
                    ear.text(piece);
                }

                @Override
                public void thought(String piece) {
                    ear.thought(piece);
                }

                @Override
                public void lost(Loss loss) {
                    told.accept(loss);
                }
            };
        }

        /** Listens to nothing. */
        Listener NONE = new Listener() {
            @Override
            public void text(String piece) {}

            @Override
            public void thought(String piece) {}

            @Override
            public void lost(Loss loss) {}
        };
    }
}
