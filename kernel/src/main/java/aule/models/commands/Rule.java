package aule.models.commands;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One form of the grammar.
 *
 * @param form how it is shown to a person
 * @param tool what it calls
 */
record Rule(Language language, String form, String tool, Pattern pattern, Shaping shaping) {

    /** Turns what stood in the blanks into arguments, or into null when it makes no sense together. */
    @FunctionalInterface
    interface Shaping {
        @Nullable
        Map<String, Object> arguments(Map<String, Object> filled);
    }

    /** Words that may come before any command and mean nothing. */
    static final String POLITE =
            "(?:(?:please|por\\s+favor|can\\s+you|could\\s+you|você\\s+pode|voce\\s+pode|pode|first|primeiro|now|agora"
                    + "|finally|por\\s+fim)[,:]?\\s+)*";

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL;

    /** Blanks that take whole phrases, so that they can hold more than was meant. */
    private static final Set<String> PHRASES = Set.of("content", "command", "search", "replace", "thought", "question");

    private static final Pattern GROUP = Pattern.compile("\\(\\?<(\\w+)>");

    /**
     * Reads a form's template. Words are separated by any space; {@code a|b} is either, {@code [a|b]} may be missing,
     * {@code [a|b]*} may come several times, {@code [a|b]:} may end in a colon, {@code _} is a space within a choice,
     * and <code>{blank}</code> takes a name, a number, a block or a phrase.
     */
    static Rule of(Language language, String form, String tool, String template, Shaping shaping) {
        var regex = new StringBuilder(POLITE);
        for (var word : template.split(" ", -1)) {
            regex.append(piece(word, regex.length() == POLITE.length()));
        }
        return new Rule(
                language,
                form,
                tool,
                Pattern.compile(
                        regex.append(template.endsWith("}") ? "\\s*" : "[\\s.!?]*")
                                .toString(),
                        FLAGS),
                shaping);
    }

    private static String piece(String word, boolean first) {
        var space = first ? "" : "\\s+";
        if (word.startsWith("{")) {
            return blank(word.substring(1, word.length() - 1), space);
        }
        var words = word.replace("_", "\\s+");
        if (!words.startsWith("[")) {
            return space + "(?:" + words + ")";
        }
        var end = words.lastIndexOf(']');
        var times = words.endsWith("*") ? "*" : "?";
        return "(?:%s(?:%s))%s%s".formatted(space, words.substring(1, end), times, words.endsWith(":") ? ":?" : "");
    }

    private static String blank(String name, String space) {
        return switch (name) {
            case "with:en" -> Blanks.WITH_EN;
            case "with:pt" -> Blanks.WITH_PT;
            case "path", "from", "to" -> space + group(name, Blanks.PATH);
            case "file" -> space + group("path", Blanks.FILE);
            case "range" -> space + Blanks.RANGE;
            case "number", "seconds" -> space + group(name, "\\d{1,6}");
            case "unit" -> space + group(name, Blanks.UNIT);
            case "block" -> space + group("content", Blanks.MARK);
            case "quoted" -> space + group("command", Blanks.MARK);
            case "command" -> space + group(name, Blanks.COMMAND);
            default -> space + group(name, "\\S.*?");
        };
    }

    private static String group(String name, String regex) {
        return "(?<%s>%s)".formatted(name, regex);
    }

    /** The command a step asks for, or null if it is not of this form. */
    @Nullable
    Command read(Masked masked, String part) {
        var match = pattern.matcher(part);
        if (!match.matches()) {
            return null;
        }
        var filled = new LinkedHashMap<String, Object>();
        var open = false;
        var names = GROUP.matcher(pattern.pattern());
        while (names.find()) {
            var name = names.group(1);
            var blank = match.group(name);
            if (blank == null) {
                continue;
            }
            if (PHRASES.contains(name) && masked.isAmbiguous(blank)) {
                return null;
            }
            open = PHRASES.contains(name) && !masked.isLiteral(blank);
            filled.put(name, PHRASES.contains(name) ? masked.value(blank) : name(masked, blank));
        }
        var arguments = shaping.arguments(filled);
        return arguments == null ? null : new Command(tool, arguments, language, open);
    }

    /** A name loses the punctuation of the sentence around it; a quoted one stays as it is. */
    private static String name(Masked masked, String blank) {
        if (masked.isLiteral(blank)) {
            return masked.value(blank);
        }
        var bare = blank.replaceFirst("[,;:!?]+$", "");
        return bare.matches(".*[^.]\\.") ? bare.substring(0, bare.length() - 1) : bare;
    }
}
