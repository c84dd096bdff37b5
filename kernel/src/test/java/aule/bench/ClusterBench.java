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
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * How long runs lie still when one of two kernels on a PostgreSQL database is killed with SIGKILL, from the kill until
 * the other has completed all of them; as a kernel is set in production. The arguments are the number of rounds and of
 * runs at work when it is killed.
 */
public final class ClusterBench {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private ClusterBench() {}

    public static void main(String[] args) throws IOException {
        var rounds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
        var runs = args.length > 1 ? Integer.parseInt(args[1]) : 10;
        var out = System.out;
        for (var round = 1; round <= rounds; round++) {
            out.printf(
                    "round %d: %d runs of a killed kernel completed by the other after %d ms%n",
                    round, runs, round(Files.createTempDirectory("cluster-bench"), runs));
        }
    }

    private static long round(Path folder, int runs) {
        var asked = new AtomicInteger();
        try (var model = new OpenAiServer(
                _ -> asked.incrementAndGet() <= runs ? Turn.broken(Turn.Fault.STALL, "I begin") : Turn.text("done"))) {
            model.offer("thinker");
            var environment = Map.of("OPENAI_API_KEY", "sk-bench", "OPENAI_BASE_URL", model.baseUrl());
            var cluster = new KernelProcess.Cluster(
                    folder.resolve("data"), TempPostgres.store(), Aule.World.ALIVE, environment);
            try (var one = KernelProcess.start(folder.resolve("a"), cluster);
                    var other = KernelProcess.start(folder.resolve("b"), cluster)) {
                var started = IntStream.range(0, runs).mapToObj(_ -> start(one)).toList();
                Awaiting.until("all think", PATIENCE, () -> asked.get() >= runs);
                var killed = System.nanoTime();
                one.kill();
                Awaiting.until("all are completed", PATIENCE, () -> completed(other, started));
                return (System.nanoTime() - killed) / 1_000_000;
            }
        }
    }

    private static String start(RunningAule aule) {
        return RunningAule.json(aule.send("POST", "/v1/runs", "{'goal': 'think'}"))
                .path("id")
                .asString();
    }

    private static boolean completed(RunningAule aule, List<String> runs) {
        return runs.stream()
                .allMatch(run -> RunningAule.json(aule.get("/v1/runs/" + run))
                        .path("status")
                        .asString()
                        .equals("completed"));
    }
}
