package aule.cli;

import java.time.Duration;
import java.util.Locale;

/** One line at the bottom of a terminal that says where the run stands; it draws over itself. */
final class Progress {

    private static final String FRAMES = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";
    private static final int WIDTH = 76;

    private final Terminal terminal;
    private final long start;
    private String phase = "starting";
    private int step;
    private long tokens;
    private int turn;
    private boolean drawn;

    /** @param passed how long the run has been at work already */
    Progress(Terminal terminal, Duration passed) {
        this.terminal = terminal;
        this.start = System.nanoTime() - passed.toNanos();
    }

    void phase(String words) {
        phase = words;
    }

    void answered(int answeredStep, long moreTokens) {
        step = answeredStep;
        tokens += moreTokens;
    }

    void draw() {
        if (!terminal.moves()) {
            return;
        }
        turn++;
        String line = FRAMES.charAt(turn % FRAMES.length()) + " " + summary() + " · " + Visible.line(phase, WIDTH / 2);
        terminal.err().print("\r\u001b[K" + terminal.paint().dim(Visible.line(line, WIDTH)));
        terminal.err().flush();
        drawn = true;
    }

    void clear() {
        if (drawn) {
            terminal.err().print("\r\u001b[K");
            terminal.err().flush();
            drawn = false;
        }
    }

    String summary() {
        long seconds = (System.nanoTime() - start) / 1_000_000_000L;
        String steps = step == 1 ? "1 step" : step + " steps";
        return tokens == 0
                ? steps + " · " + seconds + " s"
                : steps + " · " + String.format(Locale.ROOT, "%,d", tokens) + " tokens · " + seconds + " s";
    }
}
