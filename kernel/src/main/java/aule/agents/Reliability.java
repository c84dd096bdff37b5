package aule.agents;

import org.jspecify.annotations.Nullable;

/**
 * How well a model handles tools, counted by call.
 *
 * @param calls that it asked for and that were answered
 * @param repaired of them, those whose name or arguments had to be corrected
 * @param refused of them, those whose arguments could not be understood
 * @param unknown of them, those that named no tool that there is, or none that it may use
 * @param succeeded of them, those that were carried out and did what was asked
 * @param failed of them, those that were carried out and failed
 * @param unclear answers that were neither a call nor an answer
 */
record Reliability(
        String model,
        long calls,
        long repaired,
        long refused,
        long unknown,
        long succeeded,
        long failed,
        long unclear) {

    /** Where the calls were made. */
    enum Source {
        RUN,
        BENCH
    }

    static Reliability ofRepaired() {
        return new Reliability("", 0, 1, 0, 0, 0, 0, 0);
    }

    static Reliability ofUnclear(String model, int count) {
        return new Reliability(model, 0, 0, 0, 0, 0, 0, count);
    }

    /** Calls that could be carried out as they were asked for. */
    long valid() {
        return calls - repaired - refused - unknown;
    }

    /** The share of calls that could be carried out among all answers that should have been one; null without any. */
    @Nullable
    Double rate() {
        var all = calls + unclear;
        return all == 0 ? null : Math.round(10_000.0 * (calls - refused - unknown) / all) / 10_000.0;
    }
}
