package aule.bench;

import aule.boot.Aule;
import aule.testkit.Awaiting;
import aule.testkit.KernelProcess;
import aule.testkit.OpenAiServer;
import aule.testkit.RunningAule;
import aule.testkit.TempPostgres;
import aule.testkit.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * How long runs lie still when one of two kernels on a PostgreSQL database is killed with SIGKILL, from the kill until
 * the other has completed all of them; as a kernel is set in production. Then the same with SIGSTOP: the kernel sleeps
 * for half a minute, wakes up, and must not have added anything to what the other one wrote. The arguments are the
 * number of rounds and of runs at work.
 */
public final class ClusterBench {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration SLEEP = Duration.ofSeconds(30);

    private ClusterBench() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        var rounds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
        var runs = args.length > 1 ? Integer.parseInt(args[1]) : 10;
        var out = System.out;
        for (var round = 1; round <= rounds; round++) {
            try (var pair = Pair.at(runs)) {
                var killed = System.nanoTime();
                pair.one.kill();
                pair.awaitTheOther();
                out.printf(
                        "round %d: %d runs of a killed kernel completed by the other after %d ms%n",
                        round, runs, since(killed));
            }
        }
        try (var pair = Pair.at(runs)) {
            var frozen = System.nanoTime();
            pair.one.freeze();
            pair.awaitTheOther();
            out.printf("%d runs of a frozen kernel completed by the other after %d ms%n", runs, since(frozen));
            Thread.sleep(SLEEP.minusMillis(since(frozen)));
            var written = pair.written(pair.other);
            pair.one.thaw();
            var again = start(pair.one);
            Awaiting.until("the kernel that woke up works again", PATIENCE, () -> completed(pair.one, again));
            out.printf(
                    "woken after %d s: the runs' events are %s%n",
                    SLEEP.toSeconds(), pair.written(pair.one).equals(written) ? "as they were" : "CHANGED");
        }
    }

    private static long since(long began) {
        return (System.nanoTime() - began) / 1_000_000;
    }

    /** Two kernels, of which the first has all runs at work: a model that began to answer and says no more. */
    private record Pair(OpenAiServer model, KernelProcess one, KernelProcess other, List<String> runs)
            implements AutoCloseable {

        static Pair at(int runs) throws IOException {
            var folder = Files.createTempDirectory("cluster-bench");
            var asked = new AtomicInteger();
            var model = new OpenAiServer(_ ->
                    asked.incrementAndGet() <= runs ? Turn.broken(Turn.Fault.STALL, "I begin") : Turn.text("done"));
            model.offer("thinker");
            var environment = Map.of("OPENAI_API_KEY", "sk-bench", "OPENAI_BASE_URL", model.baseUrl());
            var cluster = new KernelProcess.Cluster(
                    folder.resolve("data"), TempPostgres.store(), Aule.World.ALIVE, environment);
            var one = KernelProcess.start(folder.resolve("a"), cluster);
            var other = KernelProcess.start(folder.resolve("b"), cluster);
            var started = IntStream.range(0, runs).mapToObj(_ -> start(one)).toList();
            Awaiting.until("all think", PATIENCE, () -> asked.get() >= runs);
            return new Pair(model, one, other, started);
        }

        void awaitTheOther() {
            Awaiting.until("all are completed", PATIENCE, () -> runs.stream().allMatch(run -> completed(other, run)));
        }

        /** Everything that stands in the runs' streams. */
        List<String> written(RunningAule aule) {
            return runs.stream()
                    .map(run -> aule.get("/v1/runs/%s/events?limit=200".formatted(run))
                            .body())
                    .toList();
        }

        @Override
        public void close() {
            other.close();
            one.close();
            model.close();
        }
    }

    private static String start(RunningAule aule) {
        return RunningAule.json(aule.send("POST", "/v1/runs", "{'goal': 'think'}"))
                .path("id")
                .asString();
    }

    private static boolean completed(RunningAule aule, String run) {
        return RunningAule.json(aule.get("/v1/runs/" + run))
                .path("status")
                .asString()
                .equals("completed");
    }
}
