package aule.kernel;

import com.fasterxml.jackson.annotation.JsonTypeName;
import org.jspecify.annotations.Nullable;

/** Something that happened to a terminal. The stream is the terminal's id. */
public sealed interface TerminalEvent extends Event {

    TerminalId terminalId();

    ProjectId projectId();

    /** @param folder where its shell began, relative to the project's folder; empty for that itself */
    @JsonTypeName("terminal.opened")
    record Opened(TerminalId terminalId, ProjectId projectId, String title, String folder) implements TerminalEvent {}

    /** @param shared whether agents of the project may read it and type into it */
    @JsonTypeName("terminal.changed")
    record Changed(TerminalId terminalId, ProjectId projectId, String title, boolean shared) implements TerminalEvent {}

    /**
     * Somebody typed.
     *
     * @param runId the run whose agent it was, null for a person
     * @param text what an agent typed; null for a person, who may type what is nobody's business
     * @param lines how many lines were ended
     */
    @JsonTypeName("terminal.typed")
    record Typed(
            TerminalId terminalId,
            ProjectId projectId,
            @Nullable RunId runId,
            @Nullable String text,
            int lines) implements TerminalEvent {}

    /**
     * Its shell has ended, with everything started in it.
     *
     * @param exitCode 128 + signal when killed
     * @param reason {@code exited}, {@code closed} by a person, {@code idle}, {@code stopped} with the kernel, or the
     *     limit that was hit
     */
    @JsonTypeName("terminal.closed")
    record Closed(TerminalId terminalId, ProjectId projectId, int exitCode, String reason) implements TerminalEvent {}
}
