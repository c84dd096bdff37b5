package aule.models.commands;

import aule.models.commands.Reading.Trouble;
import aule.models.commands.Segments.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a goal: as commands if every step is one, and otherwise as something to answer in words. */
final class GoalReader {

    static final List<Rule> RULES =
            Stream.concat(English.RULES.stream(), Portuguese.RULES.stream()).toList();

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    private static final Pattern GREETING_EN = Pattern.compile(
            "(?:hi|hello|hey|good\\s+(?:morning|afternoon|evening))(?:\\s+(?:there|aule))?[\\s.!?]*", FLAGS);
    private static final Pattern GREETING_PT = Pattern.compile(
            "(?:ol[áa]|oi|bom\\s+dia|boa\\s+tarde|boa\\s+noite)(?:,?\\s+(?:aule|tudo\\s+bem))?[\\s.!?]*", FLAGS);
    private static final Pattern QUESTION_EN = Pattern.compile(
            "(?:help|what\\s+can\\s+(?:you|i)\\s+(?:do|say|ask)|what\\s+do\\s+you\\s+(?:know|understand)|who\\s+are\\s+you"
                    + "|how\\s+do\\s+you\\s+work)[\\s.!?]*",
            FLAGS);
    private static final Pattern QUESTION_PT = Pattern.compile(
            "(?:ajuda|(?:o\\s+)?que\\s+(?:(?:voc[êe]|vc)\\s+)?(?:sabe|pode|consegue|entende)(?:\\s+fazer)?|quem\\s+[ée]\\s+voc[êe]"
                    + "|como\\s+voc[êe]\\s+funciona)[\\s.!?]*",
            FLAGS);

    /** What may join two steps when the first one cannot go on. */
    private static final Pattern WEAK =
            Pattern.compile("\\s*[,;.]\\s+(?:(?:and|e)\\s+)?|\\s*;\\s*|\\s+(?:and|e)\\s+", FLAGS);

    /** A step with more commas than this is prose. */
    private static final int MOST_JOINTS = 200;

    private final String goal;
    private final List<Command> commands = new ArrayList<>();

    private GoalReader(String goal) {
        this.goal = goal;
    }

    static Reading read(String goal) {
        var words = goal.strip();
        if (GREETING_EN.matcher(words).matches()) {
            return new Reading.Greeting(Language.ENGLISH);
        }
        if (GREETING_PT.matcher(words).matches()) {
            return new Reading.Greeting(Language.PORTUGUESE);
        }
        if (QUESTION_EN.matcher(words).matches()) {
            return new Reading.Question(Language.ENGLISH);
        }
        if (QUESTION_PT.matcher(words).matches()) {
            return new Reading.Question(Language.PORTUGUESE);
        }
        return new GoalReader(words).steps();
    }

    private Reading steps() {
        var segments = Segments.of(goal);
        for (var at = 0; at < segments.size(); at++) {
            var trouble = take(segments.get(at));
            if (trouble != null) {
                var masked = segments.get(at).masked();
                return puzzled(commands.size() + 1, segments.size() - at - 1, masked.source(masked.text()), trouble);
            }
        }
        if (commands.isEmpty()) {
            return puzzled(1, 0, goal, Trouble.UNKNOWN);
        }
        return new Reading.Understood(language(), commands);
    }

    private Reading puzzled(int step, int after, String words, Trouble trouble) {
        return new Reading.Puzzled(Language.of(goal), step, step + after, words, trouble);
    }

    private @Nullable Trouble take(Segment segment) {
        var masked = segment.masked();
        if (masked.text().isEmpty()) {
            return Trouble.NOTHING_FOLLOWS;
        }
        if (segment.doubtful()) {
            return Trouble.QUOTES;
        }
        return joined(masked) ? null : single(masked);
    }

    /** Tries the step as several: the first complete in itself, the rest understood too. */
    private boolean joined(Masked masked) {
        var joint = WEAK.matcher(masked.text());
        for (var tries = 0; tries < MOST_JOINTS && joint.find(); tries++) {
            var first = match(masked, masked.text().substring(0, joint.start()));
            if (first != null && !first.open() && joint.end() < masked.text().length()) {
                var rest = new GoalReader(masked.source(masked.text().substring(joint.end()))).steps();
                if (rest instanceof Reading.Understood(var _, var following)) {
                    commands.add(first);
                    commands.addAll(following);
                    return true;
                }
            }
        }
        return false;
    }

    private @Nullable Trouble single(Masked masked) {
        var command = match(masked, masked.text());
        if (command == null) {
            return masked.isAmbiguous(tail(masked.text())) ? Trouble.QUOTES : Trouble.UNKNOWN;
        }
        if (command.open() && hidesAnother(masked)) {
            return Trouble.JOINING;
        }
        commands.add(command);
        return null;
    }

    /** Where the quotation begins that a rule would not take, if that is why the step is not understood. */
    private static String tail(String text) {
        for (var at = 0; at < text.length(); at++) {
            if (Masked.isMark(text.charAt(at))) {
                return text.substring(at);
            }
        }
        return "";
    }

    /** Whether an unquoted part goes on with something that is a command of its own. */
    private static boolean hidesAnother(Masked masked) {
        var joint = WEAK.matcher(masked.text());
        while (joint.find()) {
            var rest = masked.text().substring(joint.end());
            var next = WEAK.matcher(rest);
            if (match(masked, rest) != null
                    || (next.find() && match(masked, rest.substring(0, next.start())) != null)) {
                return true;
            }
        }
        return false;
    }

    /** The first form that fits and leaves nothing open, else the first that fits. */
    private static @Nullable Command match(Masked masked, String part) {
        Command open = null;
        for (var rule : RULES) {
            var command = rule.read(masked, part);
            if (command != null && !command.open()) {
                return command;
            }
            open = open == null ? command : open;
        }
        return open;
    }

    /** The language most steps are written in; the words decide when the steps do not. */
    private Language language() {
        var portuguese = commands.stream()
                .filter(it -> it.language() == Language.PORTUGUESE)
                .count();
        var english = commands.size() - portuguese;
        if (portuguese == english || neutral()) {
            return Language.of(goal);
        }
        return portuguese > english ? Language.PORTUGUESE : Language.ENGLISH;
    }

    /** Whether every step is one that both languages write alike, such as execute or delete. */
    private boolean neutral() {
        return goal.strip().toLowerCase(Locale.ROOT).matches("(?s)(?:execute|delete)\\s.*");
    }
}
