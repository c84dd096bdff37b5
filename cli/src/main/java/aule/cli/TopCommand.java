package aule.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Shows the runs that are alive, drawn anew when something happens to one of them. */
@Command(
        name = "top",
        description = "Shows the runs that are alive as they change; Ctrl-C ends it.",
        footer = {"", "Into a file or a pipe it prints the table once."})
final class TopCommand extends KernelCommand {

    private static final String CLEAR = "\u001b[H\u001b[2J";
    private static final Duration CALM = Duration.ofMillis(250);
    private static final Duration SLOWEST = Duration.ofSeconds(10);
    private static final int GOAL_LENGTH = 50;

    @Option(names = "--once", description = "Prints the table once.")
    boolean once;

    @Option(names = "-n", paramLabel = "N", defaultValue = "40", description = "How many runs; 40 by default.")
    int limit;

    private final BlockingQueue<String> changes = new LinkedBlockingQueue<>(1);

    TopCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws InterruptedException {
        Kernel kernel = kernel();
        if (once || !terminal.shows()) {
            lines(kernel).forEach(terminal.out()::println);
            return 0;
        }
        Thread.ofVirtual().name("events").start(() -> listen(kernel));
        while (true) {
            terminal.out().print(CLEAR + String.join("\n", lines(kernel)) + "\n");
            terminal.out().flush();
            Thread.sleep(CALM); // many changes make one picture
            if ("lost".equals(changes.poll(SLOWEST.toMillis(), TimeUnit.MILLISECONDS))) {
                throw Refusal.failed("The kernel went away; see `./aule status` and `./aule logs`.");
            }
        }
    }

    private void listen(Kernel kernel) {
        try (Frames frames = new Frames(kernel.events("/v1/events?types=run.*,model.answered", 0))) {
            while (frames.next().isPresent()) {
                changes.offer("changed"); // one that is not fetched yet is enough
            }
        } catch (IOException e) {
            changes.clear();
        }
        changes.offer("lost");
    }

    private List<String> lines(Kernel kernel) {
        JsonNode status = kernel.get("/v1/system/status");
        JsonNode runs = status.path("runs");
        List<String> lines = new ArrayList<>();
        lines.add(terminal.outPaint()
                .bold("Aule %s, %s · %d running, %d queued, %d waiting · %d tokens today · %d MB"
                        .formatted(
                                Json.text(status, "version"),
                                Durations.of(status.path("uptime_ms").asLong(0)),
                                runs.path("running").asInt(0),
                                runs.path("queued").asInt(0),
                                runs.path("waiting").asInt(0),
                                status.path("tokens_today").path("in").asLong(0)
                                        + status.path("tokens_today")
                                                .path("out")
                                                .asLong(0),
                                status.path("memory").path("rss").asLong(0) / (1024 * 1024))));
        lines.add("");
        lines.addAll(new RunTable(GOAL_LENGTH)
                .lines(kernel.get("/v1/runs?limit=" + limit + "&status=" + PathPart.of(PsCommand.ALIVE))
                        .path("runs")));
        return lines;
    }
}
