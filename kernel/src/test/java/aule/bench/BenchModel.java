package aule.bench;

import aule.kernel.TokenUsage;
import aule.models.ChatModel;
import aule.models.ModelSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks for a few calls that do nothing, then is done; measures how long it takes to be asked again. */
final class BenchModel implements ChatModel {

    static final int CALLS = 10;

    private static final ModelSpec SPEC = new ModelSpec(
            "bench/model",
            "model",
            "bench",
            "general",
            "",
            "",
            true,
            true,
            100_000,
            new ModelSpec.Supports(true, true, true));

    private final Duration thinking;
    private final ConcurrentLinkedQueue<Long> gaps = new ConcurrentLinkedQueue<>();
    private final Map<Thread, Long> answered = new ConcurrentHashMap<>();
    private final AtomicInteger calls = new AtomicInteger();

    /** @param thinking how long each answer takes */
    BenchModel(Duration thinking) {
        this.thinking = thinking;
    }

    /** Nanoseconds from an answer to the next request of the same run, since they were asked for the last time. */
    List<Long> gaps() {
        var sorted = gaps.stream().sorted().toList();
        gaps.clear();
        return sorted;
    }

    @Override
    public ModelSpec spec() {
        return SPEC;
    }

    @Override
    public Reply chat(Request request, Listener listener) throws InterruptedException {
        var before = answered.remove(Thread.currentThread());
        if (before != null) {
            gaps.add(System.nanoTime() - before);
        }
        if (thinking.isPositive()) {
            Thread.sleep(thinking);
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
