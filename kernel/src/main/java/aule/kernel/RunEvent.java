package aule.kernel;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a run. The journal stores these, the streams send these, the desktop draws these: a run
 * is nothing but its events, folded in order. The stream is the run's id.
 */
public sealed interface RunEvent extends Event {

    RunId runId();

    /**
     * The goal is accepted and durable; the run is queued.
     *
     * @param model {@code provider/model}, or null for the persona's or the default one
     * @param priority 1 (first) to 5
     */
    @JsonTypeName("run.started")
    record Started(
            RunId runId,
            String goal,
            UserId owner,
            ProjectId projectId,
            PersonaId personaId,
            @Nullable ConversationId conversationId,
            @Nullable RunId parentId,
            @Nullable String model,
            int priority,
            RunLimits limits)
            implements RunEvent {}

    /**
     * A worker took the run up: for the first time, after a wait, or after a crash.
     *
     * @param epoch the lease under which everything that follows is appended
     */
    @JsonTypeName("run.dispatched")
    record Dispatched(RunId runId, long epoch, String reason) implements RunEvent {}

    /**
     * A model answered. The prompt itself is not kept: its size and hash are, and it can be rebuilt from the journal.
     *
     * @param step counts the model's answers, from 1
     * @param thought reasoning the model showed, empty if none
     * @param text what it said
     * @param promptBytes size of the request's messages and tool descriptions as sent
     * @param promptSha256 their hash in hex
     */
    @JsonTypeName("model.answered")
    record ModelAnswered(
            RunId runId,
            int step,
            String model,
            String thought,
            String text,
            List<ToolRequest> toolCalls,
            TokenUsage usage,
            long durationMs,
            long firstTokenMs,
            long promptBytes,
            String promptSha256)
            implements RunEvent {

        public ModelAnswered {
            toolCalls = List.copyOf(toolCalls);
        }
    }

    /**
     * One call a model asked for, as it asked.
     *
     * @param arguments a JSON object as text
     */
    record ToolRequest(String callId, String tool, String arguments) {}

    /**
     * A tool is about to execute: validated, decided and, where needed, approved. Without a {@link ToolAnswered} for
     * the same call id its outcome is in doubt.
     *
     * @param arguments a JSON object as text: exactly what executes
     * @param decision the verdict and the id of the rule that gave it, for example {@code allow:read}
     * @param note what was repaired in the model's request, empty if nothing
     */
    @JsonTypeName("tool.called")
    record ToolCalled(
            RunId runId,
            int step,
            String callId,
            ToolName tool,
            String arguments,
            String effect,
            String decision,
            String idempotencyKey,
            String note)
            implements RunEvent {}

    /**
     * A tool call ended, or was refused before it began.
     *
     * @param ok false when it failed or was refused
     * @param output what the model reads, bounded
     * @param error the wire name of an {@link ErrorCode}, empty when ok
     * @param receiptId null when nothing was executed
     */
    @JsonTypeName("tool.answered")
    record ToolAnswered(
            RunId runId,
            int step,
            String callId,
            ToolName tool,
            boolean ok,
            String output,
            String error,
            @Nullable Integer exitCode,
            boolean truncated,
            long durationMs,
            @Nullable ReceiptId receiptId,
            List<FileChange> changes)
            implements RunEvent {

        public ToolAnswered {
            changes = List.copyOf(changes);
        }
    }

    /**
     * The run waits and holds no thread.
     *
     * @param reason {@code approval}, {@code input}, {@code timer}, {@code child} or {@code budget}
     */
    @JsonTypeName("run.waiting")
    record Waiting(RunId runId, String reason, @Nullable ConfirmationId confirmationId) implements RunEvent {}

    /** The last event of every run; nothing follows it. */
    sealed interface Ended extends RunEvent {}

    @JsonTypeName("run.completed")
    record Completed(RunId runId, String answer) implements Ended {}

    /** @param code the wire name of an {@link ErrorCode} */
    @JsonTypeName("run.failed")
    record Failed(RunId runId, String code, String detail) implements Ended {}

    @JsonTypeName("run.cancelled")
    record Cancelled(RunId runId, String reason) implements Ended {}
}
