package aule.agents.loop;

import aule.agents.loop.context.Gauge;
import aule.agents.loop.context.Window;
import java.util.Optional;

/**
 * Which steps a summary shall stand for, and how much room it gets.
 *
 * @param through the last of them
 */
record Plan(int through, long factBytes, int summaryBytes) {

    /** Empty while the request is short enough, or if nothing is left to be shortened. */
    static Optional<Plan> of(Window window, Prompt prompt) {
        var gauge = prompt.notebook().gauge();
        var limits = window.limits();
        var tokens = gauge.tokens(prompt.size().bytes());
        var base = gauge.tokens(prompt.bytesAfter(prompt.step()));
        var threshold = window.threshold(base);
        var since = prompt.step() - prompt.notebook().through();
        var longAgo = limits.everySteps() > 0
                && since >= limits.everySteps() + limits.turns()
                && tokens > window.prompt() / 4;
        if (since == 0 || (tokens <= threshold && !longAgo)) {
            return Optional.empty();
        }
        var room = gauge.bytes(Math.max(0, threshold - base));
        var summary = (int) Math.min(limits.summaryBytes(), Math.max(400, room / 5));
        var facts = room * 3 / 10;
        return Optional.of(new Plan(through(window, prompt, gauge, base, room - summary - facts), facts, summary));
    }

    /** As many of the last steps stay word for word as shall and fit, so that a summary holds for a while. */
    private static int through(Window window, Prompt prompt, Gauge gauge, long base, long room) {
        var first = prompt.notebook().through() + 1;
        var through = Math.max(first, prompt.step() - window.limits().turns());
        var most = gauge.bytes(base) + room * 4 / 5;
        while (through < prompt.step() && prompt.bytesAfter(through) > most) {
            through++;
        }
        return through;
    }
}
