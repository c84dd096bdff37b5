package aule.bench;

import aule.testkit.Awaiting;
import aule.testkit.KernelProcess;
import aule.testkit.OpenAiServer;
import aule.testkit.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * What a kernel costs that has nothing to do: runs wait for a person, it is started anew and left alone. Prints the
 * processor time that it takes and how often it asks its model. The arguments are the minutes and the number of runs.
 */
public final class IdleBench {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration SETTLING = Duration.ofSeconds(20);

    private IdleBench() {}

    public static void main(String[] args) throws IOException {
        var minutes = Duration.ofMinutes(args.length > 0 ? Integer.parseInt(args[0]) : 10);
        var runs = args.length > 1 ? Integer.parseInt(args[1]) : 1_000;
        var home = Files.createTempDirectory("idle-bench");
        var asked = new AtomicInteger();
        try (var model = new OpenAiServer(_ -> ask(asked), 1)) {
            model.offer("thinker");
            var environment = Map.of("OPENAI_API_KEY", "sk-idle", "OPENAI_BASE_URL", model.baseUrl());
            var alone = new KernelProcess.Cluster(home, "", Duration.ofMinutes(5), environment);
            try (var kernel = KernelProcess.start(home, alone)) {
                for (var run = 0; run < runs; run++) {
                    kernel.send("POST", "/v1/runs", "{'goal': 'wait'}");
                }
                Awaiting.until("all wait", PATIENCE, () -> waiting(kernel) == runs);
                kernel.stop();
            }
            try (var kernel = KernelProcess.start(home, alone)) {
                LockSupport.parkNanos(SETTLING.toNanos());
                var before = asked.get();
                var busy = kernel.cpu();
                LockSupport.parkNanos(minutes.toNanos());
                System.out.printf(
                        "%d waiting runs, %d minutes: %d model calls, %d ms of processor time%n",
                        waiting(kernel),
                        minutes.toMinutes(),
                        asked.get() - before,
                        kernel.cpu().minus(busy).toMillis());
            }
        }
    }

    private static Turn ask(AtomicInteger asked) {
        asked.incrementAndGet();
        return Turn.call("ask_user", "{\"question\": \"Well?\"}");
    }

    private static int waiting(KernelProcess kernel) {
        return CrashPeople.all(kernel, "/v1/runs?status=waiting", "runs").size();
    }
}
