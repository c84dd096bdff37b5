package aule.agents.past;

import aule.kernel.Event;
import aule.kernel.RunEvent;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;

/** How closely a replay is held against the record. */
public enum Mode {
    /** Every byte of every event, the hash of each prompt among them. */
    STRICT,
    /** What was asked for, called, answered and decided; not in which words the model was told about it. */
    BEHAVIOUR;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static Mode of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }

    /** The part of an event that counts. When something is tried again is chance, and never counts. */
    Event counting(Event event) {
        return switch (event) {
            case RunEvent.ModelAnswered it -> counting(it);
            case RunEvent.Compacted it -> counting(it);
            case RunEvent.ToolAnswered it when this == BEHAVIOUR && it.receiptId() == null -> it.with("", it.whole());
            case RunEvent.Retrying it ->
                new RunEvent.Retrying(
                        it.runId(), it.code(), it.detail(), it.attempt(), Instant.EPOCH, it.callId(), it.restart());
            case RunEvent.Waiting it
            when it.dueAt() != null ->
                new RunEvent.Waiting(it.runId(), it.reason(), it.confirmationId(), Instant.EPOCH, it.detail());
            default -> event;
        };
    }

    /** What it cost is a matter of the price list, and never counts. */
    private RunEvent.ModelAnswered counting(RunEvent.ModelAnswered it) {
        var words = this == STRICT;
        return new RunEvent.ModelAnswered(
                it.runId(),
                it.step(),
                it.model(),
                it.thought(),
                it.text(),
                it.toolCalls(),
                it.usage(),
                it.durationMs(),
                it.firstTokenMs(),
                words ? it.promptBytes() : 0,
                words ? it.promptSha256() : "",
                words ? it.blocks() : null,
                words ? it.messagesRead() : null,
                null,
                it.cached(),
                null,
                null);
    }

    private RunEvent.Compacted counting(RunEvent.Compacted it) {
        var words = this == STRICT;
        return new RunEvent.Compacted(
                it.runId(),
                it.throughStep(),
                words ? it.beforeTokens() : 0,
                words ? it.afterTokens() : 0,
                it.summary(),
                it.pinned(),
                it.failure(),
                it.model(),
                it.usage(),
                null);
    }
}
