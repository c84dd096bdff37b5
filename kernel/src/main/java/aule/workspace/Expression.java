package aule.workspace;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * What is looked for in a line: a text, or a regular expression in RE2's syntax. Looking takes time in proportion to
 * the line's length; there is no expression on which it hangs.
 */
public final class Expression {

    private static final int LONGEST = 1_000;

    /** What the counts in braces may come to when they are multiplied, since each repeats what is inside it. */
    private static final long MOST_REPEATED = 10_000;

    private static final Pattern REPEATED = Pattern.compile("\\{(\\d+)(?:,(\\d*))?\\}");
    private static final Pattern WORDS_ONLY = Pattern.compile("[\\w \"'#%&,/:;<=>@~-]*");

    private final String text;
    private final boolean exactly;
    private final Pattern pattern;

    private Expression(String text, boolean exactly, Pattern pattern) {
        this.text = text;
        this.exactly = exactly;
        this.pattern = pattern;
    }

    /**
     * @param literal whether every character means itself
     * @throws AuleException with {@code INVALID} if it is no expression, or one that is too large
     */
    public static Expression of(String text, boolean literal, boolean ignoreCase) {
        if (text.isEmpty() || text.length() > LONGEST) {
            throw invalid("The pattern has %,d characters; use one of 1 to %,d.".formatted(text.length(), LONGEST));
        }
        if (!literal && repeated(text) > MOST_REPEATED) {
            throw invalid("'%s' repeats more than it may; use smaller counts in its braces.".formatted(text));
        }
        try {
            var regex = literal ? Pattern.quote(text) : text;
            var exactly = !ignoreCase && (literal || WORDS_ONLY.matches(text));
            return new Expression(text, exactly, Pattern.compile(regex, ignoreCase ? Pattern.CASE_INSENSITIVE : 0));
        } catch (PatternSyntaxException e) {
            throw invalid(
                    "'%s' is no regular expression that can be used here (%s in '%s'); there is no look-around and no back-reference. Set literal to look for the text as it is."
                            .formatted(text, e.getDescription(), e.getPattern()));
        }
    }

    /** Where in the line it first is, from 0; -1 if nowhere. */
    public int in(String line) {
        if (exactly) {
            return line.indexOf(text);
        }
        var matcher = pattern.matcher(line);
        return matcher.find() ? matcher.start() : -1;
    }

    private static long repeated(String text) {
        var counts = REPEATED.matcher(text);
        var all = 1.0;
        while (counts.find()) {
            var most = counts.group(2) == null || counts.group(2).isEmpty() ? counts.group(1) : counts.group(2);
            all *= Math.max(1, Double.parseDouble(most));
        }
        return (long) all;
    }

    private static AuleException invalid(String sentence) {
        return new AuleException(ErrorCode.INVALID, sentence);
    }
}
