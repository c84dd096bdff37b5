package aule.agents.loop.context;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** The kernel's own summary, for when no model writes one: one line a step, the newest ones whole. */
final class Digest {

    private static final int OUTPUT = 100;
    private static final int LAST_OUTPUT = 400;

    private Digest() {}

    /**
     * @param before the summary so far
     * @param bytes at most
     */
    static String of(String before, List<StepNote> steps, long bytes) {
        var all = new ArrayList<>(before.lines().filter(it -> !it.isBlank()).toList());
        for (var step : steps) {
            all.add(step.line(step.step() == steps.getLast().step() ? LAST_OUTPUT : OUTPUT));
        }
        return newest(all, bytes);
    }

    private static String newest(List<String> lines, long bytes) {
        var left = bytes - 40;
        var kept = new ArrayDeque<String>();
        for (var line : lines.reversed()) {
            var size = Words.bytes(line) + 1;
            if (size > left) {
                if (left > 200) {
                    kept.addFirst(Words.head(line, left - 3) + "…");
                }
                break;
            }
            kept.addFirst(line);
            left -= size;
        }
        if (kept.size() < lines.size()) {
            kept.addFirst("[%,d older lines left out]".formatted(lines.size() - kept.size()));
        }
        return String.join("\n", kept);
    }
}
