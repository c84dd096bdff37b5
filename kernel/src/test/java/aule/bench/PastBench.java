package aule.bench;

import aule.agents.Goal;
import aule.agents.RunState;
import aule.kernel.RunLimits;
import aule.testkit.AgentsHome;
import aule.testkit.Awaiting;
import aule.testkit.ScriptedModel;
import aule.testkit.Turn;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/** Prints how long it takes to do something with the past of a run of so many calls: {@code PastBench [calls]}. */
public final class PastBench {

    private static final int ROUNDS = 5;

    private final AgentsHome home;
    private final PrintStream out;

    private PastBench(AgentsHome home, PrintStream out) {
        this.home = home;
        this.out = out;
    }

    public static void main(String[] args) throws IOException {
        var calls = args.length > 0 ? Integer.parseInt(args[0]) : 500;
        var folder = Files.createTempDirectory("past-bench");
        var asked = new AtomicInteger();
        var model = ScriptedModel.answering(_ -> asked.incrementAndGet() > calls
                ? Turn.text("done")
                : Turn.call("append_file", "{\"path\": \"a.txt\", \"content\": \"%d\\n\"}".formatted(asked.get())));
        try (var home = AgentsHome.open(folder, model)) {
            new PastBench(home, System.out).run(calls);
        } finally {
            delete(folder);
        }
    }

    private void run(int calls) {
        var goal = Goal.of("write much").within(new RunLimits(10_000, 3_600_000));
        var run = home.agents().runs().start(AgentsHome.OWNER, goal);
        Awaiting.until(
                "the run has ended",
                Duration.ofMinutes(10),
                () -> home.run(run).status().ended());
        out.printf(
                "a run of %,d calls: %,d events%n", calls, home.events(run.id()).size());
        var path = "/v1/runs/" + run.id();
        var file = home.bytes(path + "/export");
        out.printf("its file: %,d bytes%n", file.length);
        measure("replay", () -> home.post(path + "/replay", "{}").body());
        measure("export", () -> home.bytes(path + "/export"));
        measure("import", () -> home.upload("/v1/runs/import", file).body());
        measure("replay of the file", () -> home.upload("/v1/replays", file).body());
        measure("fork in a copy", () -> fork(run));
        measure(
                "comparison",
                () -> home.get("/v1/runs/compare?left=%s&right=%s".formatted(run.id(), run.id()))
                        .body());
        measure("snapshot", () -> home.post(path + "/snapshots", "{}").body());
    }

    private String fork(RunState run) {
        var fork = JsonMapper.shared()
                .readTree(
                        home.post("/v1/runs/%s/fork".formatted(run.id()), "{}").body());
        return fork.path("id").asString();
    }

    private void measure(String what, Supplier<Object> work) {
        for (var round = 0; round < ROUNDS; round++) {
            var begin = System.nanoTime();
            var result = work.get().toString();
            var shown = result.startsWith("{") ? result.substring(0, Math.min(80, result.length())) : "";
            out.printf("%s: %.0f ms %s%n", what, (System.nanoTime() - begin) / 1e6, shown);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
