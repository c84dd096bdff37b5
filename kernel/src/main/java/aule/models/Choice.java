package aule.models;

/**
 * A model and why it was chosen.
 *
 * @param rule what decided: {@code explicit}, {@code persona}, {@code rule:ID}, {@code role:NAME}, {@code default} or
 *     {@code fallback}; empty if nobody tells
 * @param why a sentence for people
 */
public record Choice(ChatModel model, String rule, String why) {}
