package aule.models;

import org.jspecify.annotations.Nullable;

/**
 * What a model does otherwise than most, as far as it matters; null leaves a thing as it is with most.
 *
 * @param dialect how it is asked for tools, whatever it is said to support
 * @param system whether it takes a system prompt; otherwise that stands before the first words of the person
 * @param thinking the marks between which its reasoning stands at the head of its text
 * @param length the field of a request in OpenAI's protocol that limits its answer
 * @param form how a schema is put into such a request
 */
public record Quirks(
        @Nullable Dialect dialect,
        @Nullable Boolean system,
        @Nullable Marks thinking,
        @Nullable String length,
        @Nullable Form form) {

    public static final Quirks NONE = new Quirks(null, null, null);

    public Quirks(@Nullable Dialect dialect, @Nullable Boolean system, @Nullable Marks thinking) {
        this(dialect, system, thinking, null, null);
    }

    /** What a server takes that is to answer in a form. */
    public enum Form {
        /** The schema, which binds the answer. */
        JSON_SCHEMA,
        /** Only that the answer is an object; the schema stands in the system prompt. */
        JSON_OBJECT
    }

    /** How a model can be asked for tools: by its protocol, by JSON that a schema binds, or in plain text. */
    public enum Dialect {
        NATIVE,
        JSON,
        TEXT
    }

    /** Where reasoning begins and ends. */
    public record Marks(String open, String close) {

        public static final Marks USUAL = new Marks("<think>", "</think>");
    }

    /** These, but for what others say. */
    public Quirks under(Quirks others) {
        return new Quirks(
                others.dialect == null ? dialect : others.dialect,
                others.system == null ? system : others.system,
                others.thinking == null ? thinking : others.thinking,
                others.length == null ? length : others.length,
                others.form == null ? form : others.form);
    }

    /** Whether it takes a system prompt. */
    public boolean takesSystem() {
        return system == null || system;
    }
}
