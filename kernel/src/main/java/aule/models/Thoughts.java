package aule.models.gguf;

import aule.models.ChatModel.Listener;

/** Takes an answer apart whose reasoning stands before it between {@code <think>} and {@code </think>}. */
final class Thoughts {

    private static final String OPEN = "<think>";
    private static final String CLOSE = "</think>";

    private enum Place {
        BEFORE,
        INSIDE,
        AFTER
    }

    private final Listener listener;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder thought = new StringBuilder();
    private final StringBuilder held = new StringBuilder();
    private Place place = Place.BEFORE;
    private long tokens;

    Thoughts(Listener listener) {
        this.listener = listener;
    }

    /** The prompt has opened the reasoning already. */
    void inside() {
        place = Place.INSIDE;
    }

    void take(String piece, int made) {
        if (place == Place.INSIDE) {
            tokens += made;
        }
        held.append(piece);
        if (place == Place.BEFORE) {
            open();
        }
        if (place == Place.INSIDE) {
            close();
        }
        if (place == Place.AFTER) {
            say(held.toString());
            held.setLength(0);
        }
    }

    private void open() {
        var begin = held.toString().stripLeading();
        if (begin.startsWith(OPEN)) {
            held.setLength(0);
            held.append(begin.substring(OPEN.length()));
            place = Place.INSIDE;
        } else if (!OPEN.startsWith(begin)) {
            place = Place.AFTER;
        }
    }

    private void close() {
        var end = held.indexOf(CLOSE);
        if (end >= 0) {
            think(held.substring(0, end));
            var rest = held.substring(end + CLOSE.length()).stripLeading();
            held.setLength(0);
            held.append(rest);
            place = Place.AFTER;
            return;
        }
        var sure = held.length() - beginning();
        think(held.substring(0, sure));
        held.delete(0, sure);
    }

    /** How many characters at the end may be the beginning of the closing mark. */
    private int beginning() {
        for (var length = Math.min(CLOSE.length() - 1, held.length()); length > 0; length--) {
            if (CLOSE.startsWith(held.substring(held.length() - length))) {
                return length;
            }
        }
        return 0;
    }

    private void think(String piece) {
        if (!piece.isEmpty()) {
            thought.append(piece);
            listener.thought(piece);
        }
    }

    private void say(String piece) {
        if (!piece.isEmpty()) {
            text.append(piece);
            listener.text(piece);
        }
    }

    /** Passes on what was held back because it might have become a mark. */
    void end() {
        var rest = held.toString();
        held.setLength(0);
        if (place == Place.INSIDE) {
            think(rest);
        } else {
            say(rest);
        }
    }

    String text() {
        return text.toString();
    }

    String thought() {
        return thought.toString();
    }

    /** How many tokens the reasoning was made of. */
    long tokens() {
        return tokens;
    }
}
