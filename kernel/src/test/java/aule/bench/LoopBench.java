package aule.bench;

import aule.agents.RunState;
import aule.agents.RunStatus;
import aule.testkit.AgentsHome;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How much the loop itself costs: runs of ten calls that do nothing and an answer, with a model that answers at once.
 * Everything is durable; the arguments are the number of agents at once and of rounds.
 */
public final class LoopBench {

    private LoopBench() {}

    public static void main(String[] args) throws IOException {
        var agents = args.length > 0 ? Integer.parseInt(args[0]) : 100;
        var rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        var folder = Files.createTempDirectory("loop-bench");
        var model = new BenchModel(Duration.ZERO);
        try (var home = AgentsHome.open(folder, model)) {
            IntStream.range(0, 50).forEach(_ -> home.ended(home.start("warm up")));
            model.gaps();
            IntStream.range(0, 50).forEach(_ -> home.ended(home.start("alone")));
            report(System.out, "one agent: answer to next request", model.gaps());
            IntStream.range(0, rounds).forEach(_ -> together(System.out, home, agents));
            report(System.out, "%d agents: answer to next request".formatted(agents), model.gaps());
        } finally {
            delete(folder);
        }
    }

    private static void report(PrintStream out, String what, List<Long> nanos) {
        out.printf(
                "%s: p50 %.2f ms, p95 %.2f ms (%d gaps)%n",
                what, nanos.get(nanos.size() / 2) / 1e6, nanos.get(nanos.size() * 95 / 100) / 1e6, nanos.size());
    }

    private static void together(PrintStream out, AgentsHome home, int agents) {
        var begin = System.nanoTime();
        List<RunState> runs =
                IntStream.range(0, agents).mapToObj(_ -> home.start("together")).toList();
        var failed = runs.stream()
                .map(home::ended)
                .filter(run -> run.status() != RunStatus.COMPLETED)
                .count();
        var seconds = (System.nanoTime() - begin) / 1e9;
        out.printf(
                "%d agents: %.0f steps/s, %d runs failed%n", agents, agents * (BenchModel.CALLS + 1) / seconds, failed);
    }

    private static void delete(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
