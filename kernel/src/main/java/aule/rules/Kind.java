package aule.rules;

/** What a variable of a condition holds. */
public enum Kind {
    TEXT,
    NUMBER,
    TRUTH,
    TEXTS,
    /** A JSON object whose members are known only when the condition is evaluated. */
    OBJECT
}
