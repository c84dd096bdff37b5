package aule.cli;

import java.util.Locale;

/** One line at the bottom of a terminal that says where the run stands; it draws over itself. */
final class Progress {

    private static final String FRAMES = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";
    private static final int WIDTH = 76;

    private final Terminal terminal;
    private final long start = System.nanoTime();
    private String phase = "starting";
    private int step;
    private long tokens;
    private int turn;
    private boolean drawn;

    Progress(Terminal terminal) {
        this.terminal = terminal;
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
