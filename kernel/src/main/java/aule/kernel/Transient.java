package aule.kernel;

import java.util.Locale;

/**
 * Something to show while it happens and that is not kept: the durable event that ends it holds the whole. Pieces of
 * one source are merged, so {@code offset} counts the characters of the source before this piece.
 *
 * @param stream the stream whose watchers see it
 * @param source what it is a piece of: a step ({@code step-3}), a tool call's id or a model's id
 * @param offset characters of this source and kind that came before
 */
public record Transient(StreamId stream, Kind kind, String source, long offset, String text) {

    /** What is being shown. */
    public enum Kind {
        /** The model is being asked; the text is its name. */
        MODEL_ASKED,
        /** Text of a model's answer. */
        MESSAGE_DELTA,
        /** Reasoning of a model's answer. */
        THOUGHT_DELTA,
        /** Standard output of a tool. */
        TOOL_OUTPUT,
        /** Standard error of a tool. */
        TOOL_ERROR,
        /** How far a model's download has come: a JSON object. Each piece stands alone and replaces the one before. */
        MODEL_PULLING;

        /** The event name on the wire, for example {@code message.delta}. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT).replace('_', '.');
        }
    }
}
