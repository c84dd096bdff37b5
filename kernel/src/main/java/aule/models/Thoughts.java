package aule.models;

import aule.models.ChatModel.Listener;

/** Takes an answer apart whose reasoning stands before it between two marks. */
public final class Thoughts {

    private enum Place {
        BEFORE,
        INSIDE,
        AFTER
    }

    private final String open;
    private final String close;
    private final Listener listener;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder thought = new StringBuilder();
    private final StringBuilder held = new StringBuilder();
    private Place place = Place.BEFORE;
    private long tokens;

    public Thoughts(Quirks.Marks marks, Listener listener) {
        this.open = marks.open();
        this.close = marks.close();
        this.listener = listener;
    }

    /** The prompt has opened the reasoning already. */
    public void inside() {
        place = Place.INSIDE;
    }

    /** @param made how many tokens the piece is */
    public void take(String piece, int made) {
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
        if (begin.startsWith(open)) {
            held.setLength(0);
            held.append(begin.substring(open.length()));
            place = Place.INSIDE;
        } else if (!open.startsWith(begin)) {
            place = Place.AFTER;
        }
    }

    private void close() {
        var end = held.indexOf(close);
        if (end >= 0) {
            think(held.substring(0, end));
            var rest = held.substring(end + close.length()).stripLeading();
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
        for (var length = Math.min(close.length() - 1, held.length()); length > 0; length--) {
            if (close.startsWith(held.substring(held.length() - length))) {
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
    public void end() {
        var rest = held.toString();
        held.setLength(0);
        if (place == Place.INSIDE) {
            think(rest);
        } else {
            say(rest);
        }
    }

    public String text() {
        return text.toString();
    }

    public String thought() {
        return thought.toString();
    }

    /** How many tokens the reasoning was made of. */
    public long tokens() {
        return tokens;
    }
}
