package aule.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells a run from its beginning and goes on until it has ended. Ctrl-C ends the watching, not the run. */
@Command(name = "follow", description = "Tells a run from its beginning, live, until it has ended.")
final class FollowCommand extends KernelCommand {

    @Parameters(paramLabel = "RUN", description = "The run's id, the last letters of it, or \"last\".")
    String run = "";

    @Option(names = "--json", description = "Prints each event as one line of JSON.")
    boolean json;

    @Option(names = "--yes", description = "Approves every call that waits for approval.")
    boolean yes;

    FollowCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws InterruptedException {
        Kernel kernel = kernel();
        return RunWatch.follow(this, kernel, RunName.resolve(kernel, run), json, yes);
    }
}
