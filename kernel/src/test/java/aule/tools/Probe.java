package aule.tools;

import aule.kernel.ToolName;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A tool that a test holds in its hand: it counts its calls and waits for the test where it should. */
final class Probe implements Tool {

    record Input(String text) {}

    private final Spec spec;
    private final CountDownLatch arrivals;
    final AtomicInteger calls = new AtomicInteger();
    final AtomicInteger interrupts = new AtomicInteger();
    final CountDownLatch started = new CountDownLatch(1);
    volatile @Nullable Result result = Result.success("done");
    volatile boolean endless;

    /** @param together how many calls must be at work before any of them goes on */
    Probe(String name, Effect effect, boolean idempotent, Duration deadline, int together) {
        this.spec = new Spec(new ToolName(name), "A probe.", Input.class, effect, idempotent, deadline);
        this.arrivals = new CountDownLatch(together);
    }

    @Override
    public Spec spec() {
        return spec;
    }

    @Override
    public Result call(Call call) throws InterruptedException {
        calls.incrementAndGet();
        call.progress().said(false, "hello ");
        call.progress().said(false, "there");
        call.progress().said(true, "oh");
        started.countDown();
        arrivals.countDown();
        try {
            arrivals.await();
            if (endless) {
                new CountDownLatch(1).await();
            }
        } catch (InterruptedException e) {
            interrupts.incrementAndGet();
            throw e;
        }
        var told = result;
        if (told == null) {
            throw new IllegalStateException("A defect for a test.");
        }
        return told;
    }
}
