package aule.kernel;

import com.fasterxml.jackson.annotation.JsonTypeName;
import org.jspecify.annotations.Nullable;

/** Something that happened to a process that goes on in the background. The stream is the project's id. */
public sealed interface ProcessEvent extends Event {

    ProcessId processId();

    ProjectId projectId();

    /** The run it belongs to and ends with; null if a person started it. */
    @Nullable
    RunId runId();

    /**
     * It was started.
     *
     * @param kind {@code command}, or {@code session} for an interpreter that keeps its variables
     * @param command the shell command, or the language of the session
     * @param folder where it runs, relative to the workspace
     * @param node the kernel under which it runs
     */
    @JsonTypeName("process.started")
    record Started(
            ProcessId processId,
            ProjectId projectId,
            @Nullable RunId runId,
            String kind,
            String command,
            String folder,
            String node)
            implements ProcessEvent {}

    /**
     * It is at its end, and nothing of it is left.
     *
     * @param exitCode 128 + signal when killed; null if nobody knows
     * @param reason {@code exited}, {@code stopped}, {@code run_ended}, {@code project_deleted},
     *     {@code kernel_stopped}, {@code kernel_died}, or the limit it hit, such as {@code memory}
     */
    @JsonTypeName("process.ended")
    record Ended(
            ProcessId processId,
            ProjectId projectId,
            @Nullable RunId runId,
            @Nullable Integer exitCode,
            String reason) implements ProcessEvent {}
}
