package aule.models;

import org.jspecify.annotations.Nullable;

/**
 * A model and why it was chosen.
 *
 * @param rule what decided: {@code explicit}, {@code persona}, {@code rule:ID}, {@code role:NAME}, {@code default} or
 *     {@code fallback}; empty if nobody tells
 * @param why a sentence for people
 * @param otherwise what there would have been without the rule; null if no rule decided
 */
public record Choice(
        ChatModel model, String rule, String why, @Nullable Otherwise otherwise) {

    /**
     * A model that was not chosen.
     *
     * @param price null if nobody knows
     */
    public record Otherwise(String model, @Nullable Price price) {}

    /** A choice that no rule decided. */
    public Choice(ChatModel model, String rule, String why) {
        this(model, rule, why, null);
    }
}
