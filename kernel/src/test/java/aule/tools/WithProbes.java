package aule.tools;

import aule.kernel.ConfirmationId;
import aule.kernel.OrgId;
import aule.kernel.RunEvent;
import aule.policy.Confirmations.Decision;
import aule.policy.Confirmations.Memory;
import aule.policy.Confirmations.Resolution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Tools of every kind that only count how they were called. */
abstract class WithProbes extends WithTools {

    static final Duration LONG = Duration.ofSeconds(30);
    final Probe looks = new Probe("looks", Tool.Effect.READ, true, LONG, 2);
    final Probe changes = new Probe("changes", Tool.Effect.WRITE, false, LONG, 1);
    final Probe repeats = new Probe("repeats", Tool.Effect.WRITE, true, LONG, 1);
    final Probe hurries = new Probe("hurries", Tool.Effect.WRITE, false, Duration.ofMillis(50), 1);
    final Probe calls = new Probe("reaches_out", Tool.Effect.EXTERNAL, false, LONG, 1);

    WithProbes() {
        more.addAll(List.of(looks, changes, repeats, hurries, calls));
    }

    ConfirmationId waits(String callId, String tool, String arguments) throws InterruptedException {
        return ((Tools.Outcome.Waits) tools.perform(request(callId, tool, arguments))).confirmation();
    }

    void resolve(ConfirmationId id, Decision decision, @Nullable String arguments, String text) {
        confirmations.resolve(PERSON, id, new Resolution(decision, arguments, text, Memory.ONCE));
    }

    Receipt receipt(RunEvent.ToolAnswered answer) {
        return receipts.find(OrgId.LOCAL, Objects.requireNonNull(answer.receiptId()))
                .orElseThrow();
    }

    RunEvent.ToolCalled called(String callId) {
        return events().stream()
                .filter(RunEvent.ToolCalled.class::isInstance)
                .map(RunEvent.ToolCalled.class::cast)
                .filter(it -> it.callId().equals(callId))
                .findFirst()
                .orElseThrow();
    }

    static List<RunEvent.ToolAnswered> inParallel(List<Callable<RunEvent.ToolAnswered>> work)
            throws InterruptedException, ExecutionException {
        var gate = new CountDownLatch(1);
        var futures = new ArrayList<Future<RunEvent.ToolAnswered>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var each : work) {
                futures.add(threads.submit(() -> {
                    gate.await();
                    return each.call();
                }));
            }
            gate.countDown();
        }
        var answers = new ArrayList<RunEvent.ToolAnswered>();
        for (var future : futures) {
            answers.add(future.get());
        }
        return answers;
    }
}
