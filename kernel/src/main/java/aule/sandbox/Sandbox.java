package aule.sandbox;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One rung of the isolation ladder. */
public interface Sandbox {

    /** The free bytes that commands must leave on the disk; with fewer none is started, and those at work are stopped. */
    long DISK_RESERVE = 512L << 20;

    /** What this rung is, for people and policy. */
    Rung rung();

    /** The limits of a command for which nobody asks for others. */
    default Limits usual() {
        return Limits.DEFAULT;
    }

    /**
     * Where a command runs for which these walls are demanded.
     *
     * @throws aule.kernel.AuleException with {@code ISOLATION_TOO_WEAK} and what to do if they cannot be had
     */
    default Sandbox under(Demand demand) {
        if (demand.allows(rung())) {
            return this;
        }
        throw demand.refusal(rung(), "");
    }

    /**
     * Starts a command and returns while it runs. The command starts from an empty environment; its whole process
     * tree ends with it. A program that does not exist is an outcome like a shell's, with exit code 127.
     *
     * @throws aule.kernel.AuleException with {@code UNAVAILABLE} if this rung cannot start commands, {@code TOOL_FAILED}
     *     if a program is missing that its network needs, {@code INVALID} if
     *     the environment holds a name that injects code into programs or the workspace holds the kernel's own data,
     *     {@code PATH_DENIED} or {@code NOT_FOUND} for a working folder that is outside or missing
     */
    Running start(Command command);

    /**
     * Starts a command that goes on by itself: its input stays open, and it can be reached while it lives.
     *
     * @throws AuleException as {@link #start} does, and with {@code UNAVAILABLE} if this rung keeps no commands
     */
    default Live hold(Command command) {
        throw new AuleException(
                ErrorCode.UNAVAILABLE,
                "Commands cannot go on in the background under the isolation '%s'; run them to their end."
                        .formatted(rung().name()));
    }

    /** A rung whose commands find at {@code localhost} what that one serves; this very rung where that cannot be. */
    default Sandbox near(Live live) {
        return this;
    }

    /**
     * Starts a command that has a terminal of its own and nothing of the kernel's: it controls jobs, and an interrupt
     * typed into the terminal goes to the command in its foreground. Both outputs are told to the command's listener
     * as one; its input and timeout are left out of account. What {@link #start} refuses is refused here too.
     *
     * @throws aule.kernel.AuleException with {@code UNAVAILABLE} if this rung has no terminals
     */
    default Terminal terminal(Command command, Size size) {
        throw new AuleException(
                ErrorCode.UNAVAILABLE,
                "Behind the walls of '%s' there are no terminals; run 'aule doctor' to see which other walls could work here."
                        .formatted(rung().name()));
    }

    /**
     * The strength of the walls.
     *
     * @param level 1 (strongest) to 4 (limits only)
     * @param name {@code bwrap}, {@code podman}, {@code runsc} or {@code rlimits}
     * @param isolates whether a command can neither see the host's files nor the network
     * @param detail one sentence for people: what is in force, or what is missing for a stronger rung and the remedy
     */
    record Rung(int level, String name, boolean isolates, String detail) {}

    /**
     * What to run.
     *
     * @param argv program and arguments, never joined into a shell line
     * @param workspace the only writable folder besides /tmp, seen as {@code /workspace}
     * @param folder the working folder relative to the workspace, empty for its root
     * @param project names the owner of the workspace; as root each project has its own uid
     * @param network the way out; none behind walls unless one is named
     */
    record Command(
            List<String> argv,
            Path workspace,
            String folder,
            String project,
            Map<String, String> environment,
            String input,
            Duration timeout,
            Limits limits,
            Output output,
            Network network) {

        /** Without a network. */
        public Command(
                List<String> argv,
                Path workspace,
                String folder,
                String project,
                Map<String, String> environment,
                String input,
                Duration timeout,
                Limits limits,
                Output output) {
            this(argv, workspace, folder, project, environment, input, timeout, limits, output, Network.NONE);
        }
    }

    /** The way out of a sandbox. A rung that does not isolate has the machine's network whatever is said here. */
    sealed interface Network {

        /** Not even a proxy; only the sandbox's own loopback. */
        Network NONE = new None();

        /** No way out. */
        record None() implements Network {}

        /**
         * One HTTP proxy, which programs find by the usual variables and which decides where they get to.
         *
         * @param socket the unix socket on which the proxy listens; it is handed to the project's user
         */
        record Through(Path socket) implements Network {}
    }

    /**
     * Where a command is stopped.
     *
     * @param memoryBytes for the whole tree
     * @param cpus share of one core, 2.0 for two whole cores
     * @param outputBytes kept of each of the two outputs: the first half from the head, the rest from the tail
     * @param fileBytes the largest that a file may become
     * @param workspaceBytes how much the workspace may grow; 0 for no limit
     */
    record Limits(
            long memoryBytes,
            double cpus,
            int processes,
            int openFiles,
            int outputBytes,
            long fileBytes,
            long workspaceBytes) {

        public static final Limits DEFAULT = new Limits(2L << 30, 2.0, 256, 1024, 64 * 1024, 4L << 30, 0);

        /** With files of the usual size. */
        public Limits(long memoryBytes, double cpus, int processes, int openFiles, int outputBytes) {
            this(memoryBytes, cpus, processes, openFiles, outputBytes, 4L << 30);
        }

        /** With a workspace that may grow as long as the disk has room. */
        public Limits(long memoryBytes, double cpus, int processes, int openFiles, int outputBytes, long fileBytes) {
            this(memoryBytes, cpus, processes, openFiles, outputBytes, fileBytes, 0);
        }
    }

    /** Is told output as it comes, decoded as UTF-8, never half a character. */
    @FunctionalInterface
    interface Output {
        void said(boolean error, String text);
    }

    /** A command at work. */
    interface Running {

        /** Waits for the end; if the waiting thread is interrupted the whole tree is killed. */
        Outcome await() throws InterruptedException;

        /** Kills the whole tree at once; {@link #await} then returns. */
        void kill();
    }

    /** A command that goes on by itself. */
    interface Live extends Running {

        boolean isAlive();

        /** Writes to its standard input; nothing happens if it reads no more. Blocks while nobody reads. */
        void say(String text);

        /** Ends its standard input. */
        void endInput();

        /** Sends SIGINT to all of its processes. */
        void interrupt();

        /** Sends SIGTERM to all of its processes. */
        void terminate();

        /** The TCP ports on which its processes listen now. */
        Set<Integer> ports();

        /**
         * Opens a connection to one of its ports, also where that is in a network of its own.
         *
         * @throws IOException if nobody answers there
         */
        Wire connect(int port) throws IOException;
    }

    /** One connection. Closing it ends both directions. */
    interface Wire extends Closeable {

        InputStream in();

        OutputStream out();
    }

    /**
     * How much a terminal shows.
     *
     * @param columns from 2 to 1000
     * @param rows from 1 to 1000
     */
    record Size(int columns, int rows) {

        public Size {
            if (columns < 2 || columns > 1000 || rows < 1 || rows > 1000) {
                throw new AuleException(
                        ErrorCode.INVALID,
                        "A terminal has 2 to 1000 columns and 1 to 1000 rows, not %d and %d.".formatted(columns, rows));
            }
        }
    }

    /** A command at work in a terminal; its outcome holds no output. */
    interface Terminal extends Running {

        /**
         * Types, without waiting until it is read. After the end nothing happens.
         *
         * @throws AuleException with {@code CONFLICT} if too much waits to be read already
         */
        void type(String text);

        /** Tells the command that the window has another size now. After the end nothing happens. */
        void resize(Size size);
    }

    /**
     * How a command ended.
     *
     * @param exitCode 128 + signal when killed
     * @param stdout bounded, see {@link Limits#outputBytes}
     * @param limit which limit was hit: empty, {@code timeout}, {@code memory}, {@code processes}, {@code output} (a
     *     flood), {@code disk} (the machine's free space ran out), {@code workspace} (it grew too much), {@code file} (one grew too large) or {@code killed}; {@code memory} and
     *     {@code processes} come from the system's counters, whatever the exit code
     */
    record Outcome(int exitCode, String stdout, String stderr, boolean truncated, String limit, Duration took) {}
}
