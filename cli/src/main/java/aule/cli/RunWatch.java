package aule.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** A person's or script's watch over one run: it tells what happens, puts the questions, and ends with the run. */
final class RunWatch {

    private static final long TICK_MS = 120;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Terminal terminal;
    private final Account account;
    private final Approver approver;
    private final BlockingQueue<Signal> signals;
    private boolean listens;

    private RunWatch(Terminal terminal, Account account, Approver approver, BlockingQueue<Signal> signals) {
        this.terminal = terminal;
        this.account = account;
        this.approver = approver;
        this.signals = signals;
    }

    /**
     * Tells a run from its beginning until it has ended and answers with the exit code.
     *
     * @param json each event is told as one line of JSON
     * @param yes every call that waits for approval is approved
     */
    static int follow(KernelCommand command, Kernel kernel, String runId, boolean json, boolean yes)
            throws InterruptedException {
        Terminal terminal = command.terminal;
        Progress progress = new Progress(terminal, Duration.ZERO);
        Account account = json ? new JsonLines(terminal) : new Narrator(terminal, progress);
        BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
        EventFeed feed = new EventFeed(command.home(), runId, signals, PATIENCE);
        Approver approver = new Approver(terminal, account, kernel, yes);
        try {
            Thread.ofVirtual().name("events").start(feed);
            return new RunWatch(terminal, account, approver, signals).untilTheEnd();
        } finally {
            feed.close();
            progress.clear();
        }
    }

    /** Watches until the run has ended and answers with the exit code. */
    private int untilTheEnd() throws InterruptedException {
        while (true) {
            Signal signal = signals.poll(TICK_MS, TimeUnit.MILLISECONDS);
            if (signal instanceof Signal.Happened happened) {
                happened(happened.type(), happened.data());
                if (ends(happened.type())) {
                    return happened.type().equals("run.completed") ? 0 : Refusal.FAILED;
                }
            } else if (signal != null) {
                handle(signal);
            } else if (!approver.asking()) {
                account.idle();
            }
        }
    }

    private static boolean ends(String type) {
        return type.equals("run.completed") || type.equals("run.failed") || type.equals("run.cancelled");
    }

    private void happened(String type, JsonNode data) {
        account.tell(type, data);
        switch (type) {
            case "confirmation.requested" -> approver.requested(data);
            case "confirmation.resolved" -> approver.resolved(data);
            default -> {} // only questions need more than telling
        }
        if (approver.asking()) {
            listen();
        }
    }

    private void handle(Signal signal) {
        switch (signal) {
            case Signal.Typed(String line) -> approver.typed(line);
            case Signal.InputEnded() -> approver.inputEnded();
            case Signal.Reconnecting() -> account.say("The connection broke; looking for the kernel again …");
            case Signal.Lost(String sentence) -> throw Refusal.failed(sentence);
            case Signal.Happened(String type, JsonNode data) -> happened(type, data);
        }
    }

    /** Starts to read what the person types; only once, and only when there is something to answer. */
    private void listen() {
        if (!listens) {
            listens = true;
            Thread.ofPlatform().daemon().name("keyboard").start(this::readLines);
        }
    }

    private void readLines() {
        try {
            for (String line = terminal.in().readLine();
                    line != null;
                    line = terminal.in().readLine()) {
                signals.add(new Signal.Typed(line));
            }
            signals.add(new Signal.InputEnded());
        } catch (IOException e) {
            signals.add(new Signal.InputEnded());
        }
    }
}
