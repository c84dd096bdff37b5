package aule.tools;

import aule.kernel.AuleException;
import aule.kernel.FileChange;
import aule.kernel.OrgId;
import aule.kernel.ProjectId;
import aule.kernel.RunId;
import aule.kernel.Sha256;
import aule.kernel.ToolName;
import aule.kernel.UserId;
import aule.sandbox.Demand;
import aule.sandbox.Sandbox;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Something an agent can do. */
public interface Tool {

    Spec spec();

    /**
     * Runs once, on a virtual thread that is interrupted at the deadline or when the run is cancelled.
     *
     * @throws RuntimeException for bugs only; an expected failure is a {@link Result.Failure}, which the model reads
     *     and may correct
     */
    Result call(Call call) throws InterruptedException;

    /** Whether a call can change files of the workspace, which is then kept as it is before. */
    default boolean changesFiles() {
        return spec().effect() != Effect.READ;
    }

    /** What a call would touch, told to the policy before it is decided; looks, but changes nothing. */
    default Reach reach(Call call) {
        return Reach.NOTHING;
    }

    /**
     * What the result of a reading call follows from beside its arguments, looked at now: the same basis and arguments
     * give the same result, so that the call need not be executed again. Empty, as usual, if that cannot be told.
     *
     * @throws AuleException if the call would fail
     */
    default Optional<Sha256> basis(Call call) throws InterruptedException {
        return Optional.empty();
    }

    /** Which arguments name files; those that lead outside the workspace are replaced by where they really lead. */
    default Named named() {
        return Named.NOTHING;
    }

    /** What a person reads before saying yes; empty for the plain arguments. */
    default String preview(Call call) {
        return "";
    }

    /**
     * The arguments that name files.
     *
     * @param links whether a link at the end of a path is meant itself, not the place where it leads
     */
    record Named(List<String> arguments, boolean links) {

        static final Named NOTHING = new Named(List.of(), false);

        public Named {
            arguments = List.copyOf(arguments);
        }

        static Named file(String argument) {
            return new Named(List.of(argument), false);
        }
    }

    /**
     * What a call would touch.
     *
     * @param paths as the call names them
     * @param files how many files it would remove
     * @param command the shell command it would run, empty if none
     * @param wider why its network needs a person's yes, as a sentence; empty if it does not
     */
    record Reach(List<String> paths, int files, String command, String wider) {

        static final Reach NOTHING = new Reach(List.of(), 0, "");

        /** With no more network than there is. */
        Reach(List<String> paths, int files, String command) {
            this(paths, files, command, "");
        }

        public Reach {
            paths = List.copyOf(paths);
        }

        static Reach path(String... paths) {
            return new Reach(List.of(paths), 0, "");
        }
    }

    /**
     * What a model and a policy need to know before calling.
     *
     * @param purpose what it does, for the model: one or two short sentences
     * @param arguments the record whose components are the parameters
     * @param idempotent whether calling it again with the same idempotency key does no harm
     * @param deadline the longest a call may take
     * @param seldom whether models that may use every tool are told its arguments only when they ask for them
     */
    record Spec(
            ToolName name,
            String purpose,
            Class<? extends Record> arguments,
            Effect effect,
            boolean idempotent,
            Duration deadline,
            boolean seldom) {

        public Spec(
                ToolName name,
                String purpose,
                Class<? extends Record> arguments,
                Effect effect,
                boolean idempotent,
                Duration deadline) {
            this(name, purpose, arguments, effect, idempotent, deadline, false);
        }

        /** The same for a tool that most work does without. */
        public Spec neededSeldom() {
            return new Spec(name, purpose, arguments, effect, idempotent, deadline, true);
        }
    }

    /** The strongest thing a call can do; policies grant by effect, and reading calls of one answer run in parallel. */
    enum Effect {
        READ,
        WRITE,
        EXTERNAL;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One call, its arguments already validated.
     *
     * @param owner whose run it is, or who calls the tool by hand
     * @param run null when a person calls the tool by hand
     * @param arguments an instance of {@link Spec#arguments}
     * @param bounds what it may do to the machine
     */
    record Call(
            OrgId org,
            UserId owner,
            @Nullable RunId run,
            String callId,
            ProjectId project,
            String idempotencyKey,
            Record arguments,
            Bounds bounds,
            Progress progress) {

        public <T extends Record> T as(Class<T> type) {
            return type.cast(arguments);
        }

        /** The same within other bounds. */
        Call within(Bounds others) {
            return new Call(org, owner, run, callId, project, idempotencyKey, arguments, others, progress);
        }
    }

    /**
     * What a call may do to the machine because of the run that makes it.
     *
     * @param processes alive at once; 0 for what the sandbox allows
     * @param diskBytes that it may add to the workspace; 0 for no limit
     * @param walls that its command must have
     * @param memoryBytes for its command's whole tree; 0 for what the sandbox allows
     * @param cpus share of one core for it; 0 for what the sandbox allows
     */
    record Bounds(int processes, long diskBytes, Demand walls, long memoryBytes, double cpus) {

        public static final Bounds NONE = new Bounds(0, 0);

        public Bounds(int processes, long diskBytes) {
            this(processes, diskBytes, Demand.NONE, 0, 0);
        }

        /** A sandbox's usual limits with what is said here in their place. */
        Sandbox.Limits over(Sandbox.Limits usual, int outputBytes) {
            return new Sandbox.Limits(
                    memoryBytes == 0 ? usual.memoryBytes() : memoryBytes,
                    cpus == 0 ? usual.cpus() : cpus,
                    processes == 0 ? usual.processes() : processes,
                    usual.openFiles(),
                    outputBytes,
                    diskBytes == 0 ? usual.fileBytes() : Math.min(usual.fileBytes(), diskBytes),
                    diskBytes);
        }
    }

    /** Is told output while a call goes on. */
    @FunctionalInterface
    interface Progress {
        void said(boolean error, String text);
    }

    /** What came of a call. */
    sealed interface Result {

        /** How a call ended. A failure is a value: the model sees it and gets to try again. */
        sealed interface Ended extends Result {}

        /**
         * It has not ended, and no thread waits for it: the run waits, and the same call is executed again under the
         * same idempotency key when the run goes on. Only idempotent tools may say so.
         *
         * @param reason {@code child} or {@code timer}
         * @param dueAt when to come back, or null to come back when the run is woken
         */
        record Pending(String reason, @Nullable Instant dueAt) implements Result {}

        /**
         * @param output what the model reads
         * @param changes the files it changed
         */
        record Success(
                String output,
                List<FileChange> changes,
                @Nullable Integer exitCode,
                boolean truncated) implements Ended {}

        /**
         * @param code the wire name of an {@link aule.kernel.ErrorCode}; with one that a later try may help, the same
         *     call of an idempotent tool is executed again and the model does not hear of it
         * @param output what the model reads: the sentence, and whatever output there was
         * @param retryAfter how long whoever refused asks to wait, if somebody did
         */
        record Failure(
                String code,
                String output,
                List<FileChange> changes,
                @Nullable Integer exitCode,
                boolean truncated,
                @Nullable Duration retryAfter)
                implements Ended {

            public Failure(
                    String code,
                    String output,
                    List<FileChange> changes,
                    @Nullable Integer exitCode,
                    boolean truncated) {
                this(code, output, changes, exitCode, truncated, null);
            }
        }

        static Ended success(String output) {
            return new Success(output, List.of(), null, false);
        }

        static Ended success(String output, List<FileChange> changes) {
            return new Success(output, List.copyOf(changes), null, false);
        }

        static Ended failure(String reason) {
            return new Failure("tool_failed", reason, List.of(), null, false);
        }

        static Ended failure(String code, String reason) {
            return new Failure(code, reason, List.of(), null, false);
        }
    }
}
