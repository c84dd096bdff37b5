package aule.agents.loop.context;

import aule.kernel.RunEvent;
import java.util.ArrayDeque;
import java.util.Deque;

/** Estimates tokens from bytes, corrected by what the provider counted in the run's latest requests. */
public final class Gauge {

    private static final int REMEMBERED = 3;
    private static final int TELLING = 1_000;
    private static final double FEWEST = 0.2;
    private static final double MOST = 1.0;

    private final Deque<Double> measured = new ArrayDeque<>();

    void add(RunEvent.ModelAnswered answer) {
        if (answer.usage().tokensIn() <= 0 || answer.promptBytes() < TELLING) {
            return;
        }
        var ratio = (double) answer.usage().tokensIn() / answer.promptBytes();
        measured.addLast(Math.clamp(ratio, FEWEST, MOST));
        if (measured.size() > REMEMBERED) {
            measured.removeFirst();
        }
    }

    /** Rather too many than too few. */
    public long tokens(long bytes) {
        return (long) Math.ceil(bytes * tokensAByte());
    }

    /** How much text that many tokens are. */
    public long bytes(long tokens) {
        return (long) (tokens / tokensAByte());
    }

    private double tokensAByte() {
        return measured.stream().mapToDouble(it -> it).max().orElse(1 / Window.BYTES_A_TOKEN);
    }
}
