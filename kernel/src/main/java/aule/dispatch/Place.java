package aule.dispatch;

/** Where a queued task is put among those of its owner. */
public sealed interface Place {

    /** To begin before all others of its owner. */
    record First() implements Place {}

    /** To begin after all others of its owner that are queued now. */
    record Last() implements Place {}

    /** To begin before another task. */
    record Before(String kind, String key) implements Place {}

    /** To begin after another task. */
    record After(String kind, String key) implements Place {}
}
