package aule.bench;

import aule.sandbox.Sandbox;
import aule.sandbox.SandboxRoom;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Prints how long a sandboxed {@code true} takes on each rung: {@code SandboxBench [rounds] [home]}. */
public final class SandboxBench {

    private SandboxBench() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
        var home = arguments.length > 1 ? Path.of(arguments[1]) : Files.createTempDirectory("aule-bench");
        var workspace = Files.createDirectories(home.resolve("workspaces/bench"));
        var opening = System.nanoTime();
        try (var room = SandboxRoom.open(home)) {
            System.out.printf("open %.1f ms%n", since(opening));
            room.ladder().tried().forEach(it -> System.out.println(it.rung().name() + ": " + it.reason()));
            System.out.printf("probed %.1f ms%n", since(opening));
            for (var tried : room.ladder().tried()) {
                if (tried.works()) {
                    measure(System.out, room.ladder().at(tried.rung().level()), workspace, rounds);
                }
            }
        }
    }

    private static void measure(PrintStream out, Sandbox sandbox, Path workspace, int rounds)
            throws InterruptedException {
        var took = new double[rounds];
        for (int round = -10; round < rounds; round++) {
            var start = System.nanoTime();
            var outcome = sandbox.start(new Sandbox.Command(
                            List.of("true"),
                            workspace,
                            "",
                            "bench",
                            Map.of(),
                            "",
                            Duration.ofSeconds(10),
                            sandbox.usual(),
                            (error, text) -> out.print(text)))
                    .await();
            if (outcome.exitCode() != 0) {
                throw new IllegalStateException("A sandboxed 'true' ended with " + outcome);
            }
            took[Math.max(0, round)] = since(start);
        }
        Arrays.sort(took);
        out.printf(
                "%s: true x %d, p50 %.1f ms, p95 %.1f ms, p99 %.1f ms%n",
                sandbox.rung().name(), rounds, took[rounds / 2], took[rounds * 95 / 100], took[rounds * 99 / 100]);
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e6;
    }
}
