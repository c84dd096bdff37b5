package aule.tools;

/**
 * What one piece of code printed: the first half of the room from the head, the rest from the tail. It is complete when
 * its number has come between two marks. Not for several threads.
 */
final class Printed {

    private final int half;
    private final String end;
    private final Tool.Progress progress;
    private final StringBuilder head = new StringBuilder();
    private final StringBuilder tail = new StringBuilder();
    private final StringBuilder waiting = new StringBuilder();
    private long left;
    private boolean complete;
    private boolean hushed;

    /** @param kept characters at most */
    Printed(int kept, char mark, int number, Tool.Progress progress) {
        this.half = kept / 2;
        this.end = "" + mark + number + mark;
        this.progress = progress;
    }

    void add(String text) {
        if (complete) {
            return;
        }
        waiting.append(text);
        var at = waiting.indexOf(end);
        if (at >= 0) {
            complete = true;
            keep(waiting.substring(0, at));
            return;
        }
        var safe = Math.max(0, waiting.length() - end.length());
        keep(waiting.substring(0, safe));
        waiting.delete(0, safe);
    }

    private void keep(String text) {
        if (text.isEmpty()) {
            return;
        }
        if (!hushed) {
            progress.said(false, text);
        }
        var toHead = Math.min(text.length(), half - head.length());
        head.append(text, 0, toHead);
        tail.append(text, toHead, text.length());
        var over = tail.length() - half;
        if (over > 0) {
            tail.delete(0, over);
            left += over;
        }
    }

    /** Nobody is told any more. */
    void hush() {
        hushed = true;
    }

    boolean complete() {
        return complete;
    }

    boolean truncated() {
        return left > 0;
    }

    String text() {
        var rest = complete ? "" : waiting.toString();
        return left == 0
                ? head.toString() + tail + rest
                : head + "\n[… %d characters omitted …]\n".formatted(left) + tail + rest;
    }
}
