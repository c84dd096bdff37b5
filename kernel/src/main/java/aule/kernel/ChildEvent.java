package aule.kernel;

import com.fasterxml.jackson.annotation.JsonTypeName;
import org.jspecify.annotations.Nullable;

/** What passes between a run and those who work for it; it stands in the stream of the run that they work for. */
public sealed interface ChildEvent extends RunEvent {

    RunId childId();

    /** The call that the child was started by, empty if it is not known. */
    String callId();

    /**
     * A call of this run has another run work for it, under a stream of its own: the command.
     *
     * @param assignment what is demanded of the child; null in events that do not tell
     */
    @JsonTypeName("run.child_started")
    record Started(
            RunId runId,
            RunId childId,
            String callId,
            PersonaId personaId,
            String goal,
            @Nullable Assignment assignment)
            implements ChildEvent {}

    /** A child has begun to work: the acknowledgement of its command. */
    @JsonTypeName("run.child_begun")
    record Begun(RunId runId, RunId childId, String callId) implements ChildEvent {}

    /**
     * A child has reached its goal: the result of its command.
     *
     * @param answer bounded; the whole stands in the child's own stream
     * @param durationMs since it was started
     */
    @JsonTypeName("run.child_answered")
    record Answered(
            RunId runId, RunId childId, String callId, String answer, long durationMs, long tokensIn, long tokensOut)
            implements ChildEvent {}

    /**
     * A child ended without reaching its goal: the error of its command.
     *
     * @param code the wire name of an {@link ErrorCode}, or {@code cancelled}
     * @param durationMs since it was started
     */
    @JsonTypeName("run.child_failed")
    record Failed(
            RunId runId,
            RunId childId,
            String callId,
            String code,
            String detail,
            long durationMs,
            long tokensIn,
            long tokensOut)
            implements ChildEvent {}
}
