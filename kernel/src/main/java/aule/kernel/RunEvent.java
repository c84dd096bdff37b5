package aule.kernel;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a run. The journal stores these, the streams send these, the desktop draws these: a run
 * is nothing but its events, folded in order. The stream is the run's id.
 */
public sealed interface RunEvent extends Event
        permits RunEvent.Life, RunEvent.Ended, ChildEvent, ModelEvent, NoteEvent {

    RunId runId();

    /** What the run does, and what is done to it. */
    sealed interface Life extends RunEvent {}

    /**
     * The goal is accepted and durable; the run is queued.
     *
     * @param model {@code provider/model}, or null for the persona's or the default one
     * @param priority 1 (first) to 5
     * @param lineage where the run comes from
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
            RunLimits limits,
            Lineage lineage)
            implements Life {

        public Started {
            lineage = Objects.requireNonNullElse(lineage, Lineage.NONE);
        }
    }

    /**
     * A worker took the run up: for the first time, after a wait, or after a crash.
     *
     * @param epoch the lease under which everything that follows is appended
     */
    @JsonTypeName("run.dispatched")
    record Dispatched(RunId runId, long epoch, String reason) implements Life {}

    /**
     * A model answered. The prompt itself is not kept: its size and hash are, and it can be rebuilt from the journal.
     *
     * @param step counts the model's answers, from 1
     * @param thought reasoning the model showed, empty if none
     * @param text what it said
     * @param promptBytes size of the request's messages and tool descriptions as sent
     * @param promptSha256 their hash in hex
     * @param blocks what the request was made of: a block's name and its bytes; null in events that do not tell
     * @param messagesRead how many messages to the run the model read for the first time; null if not told
     * @param costNanos billionths of a US dollar by the price at the time; null if the model's price was not known
     * @param cached whether nobody was asked, because the same request had this answer before
     * @param responseId what the provider calls the answer, also on its bill; null if it does not say
     * @param savedNanos how much more, in billionths of a US dollar, the same tokens would have cost: if somebody had
     *     been asked, or with the model that no rule would have chosen; null if nothing was saved or nobody knows
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
            String promptSha256,
            @Nullable Map<String, Long> blocks,
            @Nullable Integer messagesRead,
            @Nullable Long costNanos,
            boolean cached,
            @Nullable String responseId,
            @Nullable Long savedNanos)
            implements Life {

        public ModelAnswered {
            toolCalls = List.copyOf(toolCalls);
            blocks = blocks == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(blocks));
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
     * @param checkpointId the workspace as it was before, null if the call changes no files of it
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
            String note,
            @Nullable CheckpointId checkpointId)
            implements Life {}

    /**
     * A tool call ended, or was refused before it began.
     *
     * @param ok false when it failed or was refused
     * @param output what the model reads, bounded
     * @param error the wire name of an {@link ErrorCode}, empty when ok
     * @param receiptId null when nothing was executed
     * @param whole the whole output, where {@code output} is only a part of it; null where there is no more
     * @param cachedFrom the receipt of the earlier call whose answer still holds; null if the call was executed
     * @param checkpointId the workspace as it was afterwards, null if the call changes no files of it or nobody knows
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
            List<FileChange> changes,
            @Nullable WholeOutput whole,
            @Nullable ReceiptId cachedFrom,
            @Nullable CheckpointId checkpointId)
            implements Life {

        public ToolAnswered {
            changes = List.copyOf(changes);
        }

        /** An answer that holds the whole output. */
        public ToolAnswered(
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
                List<FileChange> changes) {
            this(
                    runId,
                    step,
                    callId,
                    tool,
                    ok,
                    output,
                    error,
                    exitCode,
                    truncated,
                    durationMs,
                    receiptId,
                    changes,
                    null,
                    null,
                    null);
        }

        /** The same of a call that left the workspace as a checkpoint holds it. */
        public ToolAnswered leaving(@Nullable CheckpointId after) {
            return with(output, whole, after);
        }

        /** The same with another text, and its whole output kept elsewhere or nowhere. */
        public ToolAnswered with(String text, @Nullable WholeOutput kept) {
            return with(text, kept, checkpointId);
        }

        private ToolAnswered with(String text, @Nullable WholeOutput kept, @Nullable CheckpointId after) {
            return new ToolAnswered(
                    runId,
                    step,
                    callId,
                    tool,
                    ok,
                    text,
                    error,
                    exitCode,
                    truncated,
                    durationMs,
                    receiptId,
                    changes,
                    kept,
                    cachedFrom,
                    after);
        }
    }

    /**
     * The run waits and holds no thread.
     *
     * @param reason {@code approval}, {@code input}, {@code timer}, {@code child}, {@code budget} or {@code step_limit}
     * @param dueAt when it goes on by itself, if it does
     * @param detail why, and what can be done about it; null where the reason says it all
     */
    @JsonTypeName("run.waiting")
    record Waiting(
            RunId runId,
            String reason,
            @Nullable ConfirmationId confirmationId,
            @Nullable Instant dueAt,
            @Nullable String detail)
            implements Life {

        /** Waits for somebody, however long that takes. */
        public Waiting(RunId runId, String reason, @Nullable ConfirmationId confirmationId) {
            this(runId, reason, confirmationId, null, null);
        }
    }

    /**
     * Somebody stopped the run between two steps; it stays so until it is resumed.
     *
     * @param by the run whose pause this one follows; null if it was paused for itself
     */
    @JsonTypeName("run.paused")
    record Paused(RunId runId, String reason, @Nullable RunId by) implements Life {}

    /**
     * A run that was paused, or that waited, is queued again.
     *
     * @param reason {@code resumed}, {@code continued}, {@code message}, {@code timer}, {@code child}, {@code parent} or
     *     {@code budget}
     */
    @JsonTypeName("run.resumed")
    record Resumed(RunId runId, String reason) implements Life {}

    /**
     * A step failed in a way that may pass, or its agent is restarted; it is tried again at {@code dueAt}, and no thread
     * is held until then.
     *
     * @param code the wire name of an {@link ErrorCode}
     * @param attempt how many times it failed in a row since the agent was restarted, from 1
     * @param callId the call that failed; null if the model did
     * @param restart how often the agent has been restarted in this run now, from 1; null for one more try
     */
    @JsonTypeName("run.retrying")
    record Retrying(
            RunId runId,
            String code,
            String detail,
            int attempt,
            Instant dueAt,
            @Nullable String callId,
            @Nullable Integer restart)
            implements Life {}

    /**
     * Limits and priority from the next step on.
     *
     * @param model the model that is asked from the next time that the run is taken up; null for the one as before
     */
    @JsonTypeName("run.adjusted")
    record Adjusted(
            RunId runId,
            RunLimits limits,
            int priority,
            @Nullable String model) implements Life {}

    /** The run has taken as many steps as it may, and asks for more. */
    @JsonTypeName("run.step_limit")
    record StepLimit(RunId runId, int steps) implements Life {}

    /**
     * The answer of this run's model was not taken, because it has not the form that was asked for. The model reads why
     * and answers once more.
     */
    @JsonTypeName("answer.refused")
    record AnswerRefused(RunId runId, int step, String reason) implements Life {}

    /**
     * Somebody said something to a run at work. The model reads it before its next answer.
     *
     * @param sender the id of a person or of another run
     */
    @JsonTypeName("run.messaged")
    record Messaged(RunId runId, MessageId messageId, String sender, String text) implements Life {}

    /**
     * A person decided about a call whose outcome is unknown. The model reads it before its next answer.
     *
     * @param choice {@code retry}, {@code done} or {@code failed}
     * @param note what the person adds, empty if nothing
     */
    @JsonTypeName("call.settled")
    record Settled(RunId runId, String callId, String choice, String note) implements Life {}

    /**
     * Older steps are shown to the model as a summary from here on. The journal keeps them whole.
     *
     * @param throughStep the last step that the summary stands for
     * @param beforeTokens estimated tokens of the prompt before
     * @param afterTokens estimated tokens of the prompt after
     * @param summary what the model reads instead
     * @param pinned facts that every later summary keeps word for word
     * @param failure why no model wrote the summary and only the last turns are kept; empty if one did
     * @param model the model that was asked for the summary; null if none was
     * @param usage what asking it consumed
     * @param costNanos what that cost, in billionths of a US dollar; null if nobody was asked or the price is not known
     */
    @JsonTypeName("context.compacted")
    record Compacted(
            RunId runId,
            int throughStep,
            long beforeTokens,
            long afterTokens,
            String summary,
            List<String> pinned,
            String failure,
            @Nullable String model,
            TokenUsage usage,
            @Nullable Long costNanos)
            implements Life {

        public Compacted {
            pinned = List.copyOf(pinned);
            usage = Objects.requireNonNullElse(usage, TokenUsage.NONE);
        }

        /** The same with the tokens that are left. */
        public Compacted holding(long tokens) {
            return new Compacted(
                    runId, throughStep, beforeTokens, tokens, summary, pinned, failure, model, usage, costNanos);
        }
    }

    /**
     * What a run shares with the one that it was forked from or imported as: answers of models and tools that count as
     * its own past but were paid for and proven there.
     *
     * @param events answers, calls, messages, settlements and summaries of that run, in order; at most 100
     */
    @JsonTypeName("run.inherited")
    record Inherited(RunId runId, RunId source, List<RunEvent> events) implements Life {

        public Inherited {
            events = List.copyOf(events);
        }
    }

    /**
     * All of an imported run is here. It stands where it stood there, and does nothing by itself.
     *
     * @param ended how it had ended; null if it had not, and it is paused here
     */
    @JsonTypeName("run.imported")
    record Imported(RunId runId, RunId source, @Nullable Ended ended) implements Life {}

    /** The end of every run; the run does nothing after it. */
    sealed interface Ended extends RunEvent {}

    @JsonTypeName("run.completed")
    record Completed(RunId runId, String answer) implements Ended {}

    /** @param code the wire name of an {@link ErrorCode} */
    @JsonTypeName("run.failed")
    record Failed(RunId runId, String code, String detail) implements Ended {}

    @JsonTypeName("run.cancelled")
    record Cancelled(RunId runId, String reason) implements Ended {}
}
