package aule.models.commands;

import aule.models.commands.Masked.Literal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Cuts a goal into its steps: at line ends and at words like "then", though never inside quotes. */
final class Segments {

    /** One step as written, and whether the word that ended it promised another. */
    record Segment(Masked masked, boolean doubtful) {}

    static final String JOINING =
            "(?:(?:and|e)\\s+)?(?:then|after\\s+that|depois(?:\\s+disso)?|em\\s+seguida|a\\s+seguir|ent[ãa]o)";

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    private static final Pattern JOINER = Pattern.compile(JOINING + "(?:(?=[\\s:])|,|$)[:,]?", FLAGS);
    private static final Pattern JOINING_WORD =
            Pattern.compile("(?<![\\p{L}\\d])" + JOINING + "(?![\\p{L}\\d])", FLAGS);
    private static final Pattern BULLET = Pattern.compile("(?:\\d{1,3}[.)]|[-*•])[ \\t]+");
    private static final Pattern SHELL =
            Pattern.compile(Rule.POLITE + "(?:run|rode|rodar|roda|execut[ea]r?)\\s", FLAGS);

    private final String text;
    private final List<Segment> found = new ArrayList<>();
    private final StringBuilder current = new StringBuilder();
    private final List<Literal> literals = new ArrayList<>();
    private Quotes quotes;
    private boolean doubtful;
    private boolean promised;
    private int place;

    private Segments(String text) {
        this.text = text;
        this.quotes = new Quotes(text, false);
    }

    static List<Segment> of(String goal) {
        var segments = new Segments(goal.replace("\r\n", "\n"));
        segments.cut();
        return segments.found;
    }

    private void cut() {
        begin();
        while (place < text.length()) {
            step();
        }
        close(promised);
    }

    private void step() {
        var here = text.charAt(place);
        var literal = here == '\n' ? null : quotes.at(place);
        if (literal != null && literals.size() < Masked.MOST) {
            take(literal);
        } else if (here == '\n') {
            lineEnd();
        } else if (wordBegins() && joiner() > 0) {
            joined(joiner());
        } else if (Masked.isMark(here)) {
            take(new Literal(String.valueOf(here), String.valueOf(here)));
        } else {
            current.append(here);
            place++;
        }
    }

    private void take(Literal literal) {
        current.append((char) (Masked.FIRST + literals.size()));
        literals.add(literal);
        doubtful |= isDoubtful(literal);
        place += literal.source().length();
    }

    /** A quotation with the same quote inside and a joining word may really be two. */
    private boolean isDoubtful(Literal literal) {
        var quote = literal.source().charAt(0);
        var single = (quote == '\'' || quote == '"')
                && !literal.source().startsWith(String.valueOf(quote).repeat(3));
        var inside = literal.source()
                .substring(1, literal.source().length() - 1)
                .replaceAll("\\\\.|(?<=\\p{L})'(?=\\p{L})", "");
        return single
                && inside.indexOf(quote) >= 0
                && JOINING_WORD.matcher(inside).find();
    }

    private void lineEnd() {
        var next = place;
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        var goesOn = !current.toString().isBlank() && next < text.length() && quotes.blockAt(next) != null;
        place = next;
        if (goesOn) {
            current.append(' ');
        } else {
            close(false);
            begin();
        }
    }

    private void joined(int length) {
        place += length;
        var leading = current.toString().isBlank() && !promised;
        if (!leading) {
            close(promised);
            promised = true;
        }
        begin();
    }

    private boolean wordBegins() {
        return current.isEmpty()
                || Character.isWhitespace(last())
                || Masked.isMark(last())
                || ",;.)".indexOf(last()) >= 0;
    }

    private char last() {
        return current.charAt(current.length() - 1);
    }

    private int joiner() {
        var match = JOINER.matcher(text).region(place, text.length());
        return match.lookingAt() ? match.end() - place : 0;
    }

    private void begin() {
        while (place < text.length() && Character.isWhitespace(text.charAt(place))) {
            place++;
        }
        var bullet = BULLET.matcher(text).region(place, text.length());
        place = bullet.lookingAt() ? bullet.end() : place;
        var shell = SHELL.matcher(text).region(place, text.length()).lookingAt();
        quotes = new Quotes(text, shell);
    }

    /** @param evenEmpty whether a step without words counts, because something announced it */
    private void close(boolean evenEmpty) {
        var words = current.toString().strip().replaceFirst("[,\\s]+$|(?<=[\\uE000-\\uF8FF])[.,;!\\s]+$", "");
        if (!words.isEmpty() || evenEmpty) {
            found.add(new Segment(new Masked(words, literals), doubtful));
            promised = false;
        }
        current.setLength(0);
        literals.clear();
        doubtful = false;
    }
}
