package aule.models.commands;

import aule.models.commands.Masked.Literal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds where something quoted begins and ends. */
final class Quotes {

    private static final Pattern FENCE = Pattern.compile("```[^\\n`]*\\n(.*?)(?:^|\\n)[ \\t]*```", Pattern.DOTALL);
    private static final Pattern INLINE_FENCE = Pattern.compile("```([^\\n]+?)```");
    private static final Pattern TRIPLE = Pattern.compile("(\"\"\"|''')\\n?(.*?)\\1", Pattern.DOTALL);
    private static final Pattern HEREDOC = Pattern.compile(
            "<<-?[ \\t]*(['\"]?)(\\w+)\\1([^\\n]*)\\n(.*?)(?<=\\n)[ \\t]*\\2[ \\t]*(?=\\n|$)", Pattern.DOTALL);

    /** What may stand right after the end of a quotation that is an argument of its own. */
    private static final Pattern AFTER = Pattern.compile("[.,;:!?)\\]}]*(?:\\s|$)");

    private static final Pattern AFTER_IN_SHELL = Pattern.compile("");

    private final String text;
    private final boolean shell;

    Quotes(String text, boolean shell) {
        this.text = text;
        this.shell = shell;
    }

    /** The literal that begins here, or null if none does. */
    @Nullable
    Literal at(int place) {
        if (shell && place > 0 && text.charAt(place - 1) == '\\') {
            return null;
        }
        var block = blockAt(place);
        if (block != null) {
            return block;
        }
        var open = text.charAt(place);
        return switch (open) {
            case '“' -> pair(place, '”');
            case '`' -> pair(place, '`');
            case '\'', '"' -> precededByWord(place) ? null : quoted(place, open);
            default -> null;
        };
    }

    /** A literal over several lines: a fence, triple quotes or a here-document. */
    @Nullable
    Literal blockAt(int place) {
        var rest = text.substring(place, Math.min(text.length(), place + 3));
        if (rest.equals("```")) {
            var fence = at(FENCE, place);
            if (fence != null) {
                return new Literal(fence.group(), ended(fence.group(1)));
            }
            var inline = at(INLINE_FENCE, place);
            return inline == null ? null : new Literal(inline.group(), inline.group(1));
        }
        if (rest.equals("\"\"\"") || rest.equals("'''")) {
            var triple = at(TRIPLE, place);
            return triple == null ? null : new Literal(triple.group(), triple.group(2));
        }
        return rest.startsWith("<<") && !rest.startsWith("<<<") ? heredoc(place) : null;
    }

    private @Nullable Literal heredoc(int place) {
        var found = at(HEREDOC, place);
        if (found == null || (!shell && !found.group(3).isBlank())) {
            return null;
        }
        return new Literal(found.group(), found.group(4));
    }

    private @Nullable Matcher at(Pattern pattern, int place) {
        var found = pattern.matcher(text).region(place, text.length());
        return found.lookingAt() ? found : null;
    }

    /**
     * In a shell command a quotation ends at the next quote. Elsewhere one that stands alone ends where its quote is
     * followed by space or punctuation, so that an apostrophe or a quote inside does not end it.
     */
    private @Nullable Literal quoted(int place, char quote) {
        var standsAlone = place == 0 || Character.isWhitespace(text.charAt(place - 1)) || text.charAt(place - 1) == ':';
        if (shell || !standsAlone) {
            return until(place, quote, shell ? AFTER_IN_SHELL : null);
        }
        var whole = until(place, quote, AFTER);
        return whole == null ? until(place, quote, null) : whole;
    }

    private @Nullable Literal until(int place, char quote, @Nullable Pattern after) {
        for (var end = place + 1; end < text.length(); end++) {
            var here = text.charAt(end);
            if (here == '\n' && after == null) {
                return null;
            }
            if (here == '\\' && !(shell && quote == '\'')) {
                end++;
            } else if (here == quote && (after == null || endsAt(end + 1, after))) {
                return literal(place, end, quote);
            }
        }
        return null;
    }

    private boolean endsAt(int place, Pattern after) {
        return after.matcher(text).region(place, text.length()).lookingAt();
    }

    private @Nullable Literal pair(int place, char close) {
        var end = text.indexOf(close, place + 1);
        return end < 0 ? null : literal(place, end, close);
    }

    private Literal literal(int from, int to, char quote) {
        var inside = text.substring(from + 1, to);
        return new Literal(text.substring(from, to + 1), inside.replace("\\" + quote, String.valueOf(quote)));
    }

    private boolean precededByWord(int place) {
        return place > 0 && !shell && Character.isLetterOrDigit(text.charAt(place - 1));
    }

    private static String ended(String body) {
        return body.isEmpty() || body.endsWith("\n") ? body : body + "\n";
    }
}
