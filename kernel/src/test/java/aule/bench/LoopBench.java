package aule.bench;

import aule.agents.RunState;
import aule.kernel.TokenUsage;
import aule.models.ChatModel;
import aule.models.ModelSpec;
import aule.testkit.AgentsHome;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * How much the loop itself costs: runs of ten calls that do nothing and an answer, with a model that answers at once.
 * Everything is durable; the arguments are the number of agents at once and of rounds.
 */
public final class LoopBench {

    private static final int CALLS = 10;

    private LoopBench() {}

    public static void main(String[] args) throws IOException {
        var agents = args.length > 0 ? Integer.parseInt(args[0]) : 100;
        var rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        var folder = Files.createTempDirectory("loop-bench");
        var model = new InstantModel();
        try (var home = AgentsHome.open(folder, model)) {
            IntStream.range(0, 50).forEach(_ -> home.ended(home.start("warm up")));
            model.gaps.clear();
            IntStream.range(0, 50).forEach(_ -> home.ended(home.start("alone")));
            report(
                    System.out,
                    "one agent: answer to next request",
                    model.gaps.stream().sorted().toList());
            IntStream.range(0, rounds).forEach(_ -> together(System.out, home, agents));
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
        runs.forEach(home::ended);
        var seconds = (System.nanoTime() - begin) / 1e9;
        out.printf("%d agents: %.0f steps/s%n", agents, agents * (CALLS + 1) / seconds);
    }

    private static void delete(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    /** Answers at once, and measures how long it takes to be asked again. */
    private static final class InstantModel implements ChatModel {

        private static final ModelSpec SPEC = new ModelSpec(
                "bench/instant",
                "instant",
                "bench",
                "general",
                "",
                "",
                true,
                true,
                100_000,
                new ModelSpec.Supports(true, true, true));

        private final ConcurrentLinkedQueue<Long> gaps = new ConcurrentLinkedQueue<>();
        private final Map<Thread, Long> answered = new ConcurrentHashMap<>();
        private final AtomicInteger calls = new AtomicInteger();

        @Override
        public ModelSpec spec() {
            return SPEC;
        }

        @Override
        public Reply chat(Request request, Listener listener) {
            var before = answered.remove(Thread.currentThread());
            if (before != null) {
                gaps.add(System.nanoTime() - before);
            }
            var done = request.messages().stream()
                    .filter(Message.ToolResult.class::isInstance)
                    .count();
            if (done == CALLS) {
                return new Reply("done", "", List.of(), "stop", TokenUsage.NONE, 0, 0);
            }
            var number = calls.incrementAndGet();
            var call = new ToolCall("call-" + number, "think", "{\"thought\": \"hm %d\"}".formatted(number));
            answered.put(Thread.currentThread(), System.nanoTime());
            return new Reply("", "", List.of(call), "tool_calls", TokenUsage.NONE, 0, 0);
        }
    }
}
