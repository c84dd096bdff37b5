package aule.cli;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells a run from its beginning and goes on until it has ended. Ctrl-C ends the watching, not the run. */
@Command(name = "follow", description = "Tells a run from its beginning, live, until it has ended.")
final class FollowCommand extends KernelCommand {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

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
        String id = RunName.resolve(kernel, run);
        Progress progress = new Progress(terminal, Duration.ZERO);
        Account account = json ? new JsonLines(terminal) : new Narrator(terminal, progress);
        BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
        EventFeed feed = new EventFeed(home(), id, signals, PATIENCE);
        Approver approver = new Approver(terminal, account, kernel, yes);
        try {
            Thread.ofVirtual().name("events").start(feed);
            return new RunWatch(terminal, account, approver, signals).untilTheEnd();
        } finally {
            feed.close();
            progress.clear();
        }
    }
}
