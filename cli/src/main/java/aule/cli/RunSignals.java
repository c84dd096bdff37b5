package aule.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The commands that tell a run to do something: they name the run and say how it stands afterwards. */
abstract class RunSignals extends KernelCommand {

    @Parameters(index = "0", paramLabel = "RUN", description = "The run's id, the last letters of it, or \"last\".")
    String run = "";

    private RunSignals(Terminal terminal) {
        super(terminal);
    }

    /** Tells the kernel, and returns the run that it answers with. */
    abstract JsonNode tell(Kernel kernel, String path);

    @Override
    public Integer call() {
        Kernel kernel = kernel();
        String id = RunName.resolve(kernel, run);
        JsonNode answer = tell(kernel, "/v1/runs/" + PathPart.of(id));
        terminal.out().println("The run " + Json.text(answer, "id") + " is " + RunTable.status(answer) + ".");
        return 0;
    }

    /** Stops a run between two steps. */
    @Command(name = "pause", description = "Stops a run after the step at hand; resume has it go on.")
    static final class Pause extends RunSignals {

        Pause(Terminal terminal) {
            super(terminal);
        }

        @Override
        JsonNode tell(Kernel kernel, String path) {
            return kernel.post(path + "/pause", Json.object());
        }
    }

    /** Has a paused run go on. */
    @Command(name = "resume", description = "Has a paused run go on from the next step.")
    static final class Resume extends RunSignals {

        Resume(Terminal terminal) {
            super(terminal);
        }

        @Override
        JsonNode tell(Kernel kernel, String path) {
            return kernel.post(path + "/resume", Json.object());
        }
    }

    /** Ends a run and its children. */
    @Command(name = "kill", description = "Ends a run and its children; what it changed stays.")
    static final class Kill extends RunSignals {

        @Option(
                names = {"-s", "--signal"},
                paramLabel = "SIGNAL",
                defaultValue = "TERM",
                description =
                        "TERM ends it, KILL ends it at once, STOP pauses, CONT resumes; TERM when it is not given.")
        String signal = "";

        Kill(Terminal terminal) {
            super(terminal);
        }

        @Override
        JsonNode tell(Kernel kernel, String path) {
            return kernel.post(path + "/signal", Json.object().put("signal", signal));
        }
    }

    /** Gives more steps to a run that has used up its own. */
    @Command(name = "continue", description = "Gives more steps to a run that waits at its step limit.")
    static final class Continue extends RunSignals {

        @Option(names = "--steps", paramLabel = "N", defaultValue = "25", description = "How many more; 25 by default.")
        int steps;

        Continue(Terminal terminal) {
            super(terminal);
        }

        @Override
        JsonNode tell(Kernel kernel, String path) {
            return kernel.post(path + "/continue", Json.object().put("steps", steps));
        }
    }

    /** Says something to a run at work. */
    @Command(name = "send", description = "Says something to a run at work; its agent reads it before the next step.")
    static final class Send extends RunSignals {

        @Parameters(index = "1", paramLabel = "TEXT", description = "What to say.")
        String text = "";

        Send(Terminal terminal) {
            super(terminal);
        }

        @Override
        JsonNode tell(Kernel kernel, String path) {
            kernel.post(path + "/messages", Json.object().put("text", text));
            return kernel.get(path);
        }
    }

    /** Moves a run forward or back among those that wait for a worker. */
    @Command(name = "nice", description = "Changes a run's priority: 1 urgent, 2 high, 3 normal, 4 low, 5 background.")
    static final class Nice extends RunSignals {

        @Parameters(index = "1", paramLabel = "PRIORITY", description = "1 (first) to 5.")
        int priority;

        Nice(Terminal terminal) {
            super(terminal);
        }

        @Override
        JsonNode tell(Kernel kernel, String path) {
            return kernel.patch(path, Json.object().put("priority", priority));
        }
    }

    /** Tries the goal of an ended run again, in a new run. */
    @Command(name = "retry", description = "Gives the goal of a failed or cancelled run to a new run.")
    static final class Retry extends RunSignals {

        @Option(names = "--goal", paramLabel = "TEXT", description = "Another wording of the goal.")
        @Nullable
        String goal;

        @Option(names = "--model", paramLabel = "M", description = "Another model, as provider/model.")
        @Nullable
        String model;

        Retry(Terminal terminal) {
            super(terminal);
        }

        @Override
        JsonNode tell(Kernel kernel, String path) {
            ObjectNode changes = Json.object();
            if (goal != null) {
                changes.put("goal", goal);
            }
            if (model != null) {
                changes.put("model", model);
            }
            return kernel.post(path + "/retry", changes);
        }
    }
}
