package aule.bench;

import aule.testkit.Awaiting;
import aule.testkit.KernelProcess;
import aule.testkit.Ledger;
import aule.testkit.LedgerTool;
import aule.testkit.OpenAiServer;
import aule.testkit.RunningAule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Kills a kernel again and again while its agents work and people speak to it, always on the same home, and looks for
 * what it lost, did twice or left lying.
 */
final class Crashes implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int EARLIEST_MS = 20;
    private static final int LATEST_MS = 500;
    private static final int STARTERS = 3;
    private static final int FEW = 3;

    /** How many runs are at work and how many wait for a person, all the time. */
    record Size(int agents, int waiting) {}

    private final CrashModel thoughts = new CrashModel();
    private final OpenAiServer model = new OpenAiServer(thoughts::says, 1);
    private final Ledger ledger = new Ledger();
    private final CrashPeople people = new CrashPeople(thoughts);
    private final List<Long> readyAfterMs = new ArrayList<>();
    private final List<Long> readyWithCpuMs = new ArrayList<>();
    private final Path home;
    private final Size size;
    private final Random random;
    private final KernelProcess.Cluster alone;

    Crashes(Path home, Size size, long seed) throws IOException {
        this.home = home;
        this.size = size;
        this.random = new Random(seed);
        model.offer("thinker");
        Files.createDirectories(home);
        Files.writeString(home.resolve("policy.yaml"), LedgerTool.POLICY);
        var environment = Map.of("OPENAI_API_KEY", "sk-crash", "OPENAI_BASE_URL", model.baseUrl());
        alone = new KernelProcess.Cluster(home, "", Duration.ofMinutes(5), environment).with(ledger);
    }

    /** A life without a crash, at whose end as many runs wait as should. */
    void begin(List<String> java) {
        try (var kernel = KernelProcess.start(home, alone, java)) {
            for (var run = 0; run < Math.max(size.agents(), size.waiting()); run++) {
                people.start(kernel, CrashModel.WAITER, size.waiting());
                people.start(kernel, CrashModel.AGENT, size.agents());
            }
            Awaiting.until("the waiting runs wait", PATIENCE, () -> waiting(kernel) >= size.waiting());
            kernel.stop();
        }
    }

    private static int waiting(RunningAule kernel) {
        return CrashPeople.all(kernel, "/v1/confirmations?status=pending", "confirmations")
                .size();
    }

    /** A life that ends with SIGKILL soon after the kernel is ready. */
    void kill(List<String> java) {
        var began = System.nanoTime();
        var gone = new AtomicBoolean();
        try (var kernel = KernelProcess.start(home, alone, java);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            readyAfterMs.add((System.nanoTime() - began) / 1_000_000);
            readyWithCpuMs.add(kernel.cpu().toMillis());
            for (var starter = 0; starter < STARTERS; starter++) {
                threads.execute(() -> start(kernel, gone));
            }
            threads.execute(() -> people.answer(kernel, FEW));
            threads.execute(() -> people.settle(kernel, FEW));
            LockSupport.parkNanos(Duration.ofMillis(random.nextInt(EARLIEST_MS, LATEST_MS + 1))
                    .toNanos());
            kernel.kill();
            gone.set(true);
        }
    }

    private void start(RunningAule kernel, AtomicBoolean gone) {
        var more = true;
        while (more && !gone.get()) {
            more = people.start(kernel, CrashModel.WAITER, size.waiting());
            more |= people.start(kernel, CrashModel.AGENT, size.agents());
        }
    }

    /** The last life, in which everything comes to its end, and what is then found. */
    CrashAudit.Verdict end(List<String> java) {
        try (var kernel = KernelProcess.start(home, alone, java)) {
            Awaiting.until("every run has ended", PATIENCE, () -> {
                people.answer(kernel, 200);
                people.settle(kernel, 200);
                return CrashPeople.all(kernel, "/v1/runs?status=queued,running,waiting,retrying", "runs")
                        .isEmpty();
            });
            var verdict = new CrashAudit(kernel, people, ledger).verdict();
            kernel.stop();
            return verdict;
        }
    }

    /** For each life that was killed, how long it took from the start of its process until it was ready. */
    List<Long> readyAfterMs() {
        return readyAfterMs;
    }

    /** For each such life, how much processor time it took until then. */
    List<Long> readyWithCpuMs() {
        return readyWithCpuMs;
    }

    @Override
    public void close() {
        ledger.close();
        model.close();
    }
}
