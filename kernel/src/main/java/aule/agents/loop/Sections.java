package aule.agents.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts an answer at its labels, whatever decoration they wear. */
final class Sections {

    /** What a part of an answer is. */
    enum Label {
        THOUGHT,
        ACTION,
        ACTION_INPUT,
        OBSERVATION,
        FINAL_ANSWER
    }

    /** One labelled part. */
    record Section(Label label, String text) {}

    private static final Pattern LABEL = Pattern.compile("(?im)^[ \\t>#*_`\\-\\d.)]*"
            + "(thought|pensamento|action[ _]?input|entrada da a[cç][aã]o|action|a[cç][aã]o|observation"
            + "|observa[cç][aã]o|final[ _]?answer|resposta final)"
            + "[ \\t]*\\d*[ \\t]*[*_`]*[ \\t]*[:：][ \\t]*(?:\\*\\*|__)?[ \\t]*");

    private static final Pattern FENCE = Pattern.compile("(?s)^```[\\w-]*\\s*(.*?)\\s*(?:```.*)?$");

    private Sections() {}

    /** The parts in order, up to the observation that a model makes up after an action; empty without any label. */
    static List<Section> of(String text) {
        var sections = new ArrayList<Section>();
        var matcher = LABEL.matcher(text);
        var found = matcher.find();
        if (found && !text.substring(0, matcher.start()).isBlank()) {
            sections.add(new Section(
                    Label.THOUGHT, text.substring(0, matcher.start()).strip()));
        }
        while (found) {
            var label = label(matcher.group(1));
            var from = matcher.end();
            found = matcher.find(past(label, text, from));
            if (label == Label.OBSERVATION && sections.stream().anyMatch(Sections::acts)) {
                return sections;
            }
            var to = found ? matcher.start() : text.length();
            sections.add(new Section(label, content(label, text, from, to)));
        }
        return sections;
    }

    private static boolean acts(Section section) {
        return section.label() == Label.ACTION || section.label() == Label.FINAL_ANSWER;
    }

    /** What looks like a label inside an object belongs to the object. */
    private static int past(Label label, String text, int from) {
        var open = label == Label.ACTION_INPUT ? opening(text, from) : -1;
        return open < 0 ? from : objectEnd(text, open);
    }

    private static String content(Label label, String text, int from, int to) {
        var open = label == Label.ACTION_INPUT ? opening(text, from) : -1;
        if (open < 0 || open >= to) {
            return text.substring(from, to).strip();
        }
        return text.substring(open, Math.min(to, objectEnd(text, open))).strip();
    }

    /** Where an object begins if nothing but blanks and a fence stand before it, or -1. */
    private static int opening(String text, int from) {
        var lead = Pattern.compile("\\G\\s*(?:```[\\w-]*\\s*)?`?\\{").matcher(text);
        return lead.find(from) && lead.start() == from ? lead.end() - 1 : -1;
    }

    /** The end of the object that opens at a place; of one that never closes, the end of the text. */
    static int objectEnd(String text, int open) {
        var depth = 0;
        var quoted = false;
        for (var place = open; place < text.length(); place++) {
            var sign = text.charAt(place);
            if (quoted) {
                if (sign == '\\') {
                    place++;
                } else if (sign == '"') {
                    quoted = false;
                }
            } else if (sign == '"') {
                quoted = true;
            } else if (sign == '{') {
                depth++;
            } else if (sign == '}' && --depth == 0) {
                return place + 1;
            }
        }
        return text.length();
    }

    /** What stands inside a code fence or in backticks; a text without them as it is. */
    static String unfenced(String text) {
        var plain = text.strip();
        var fence = FENCE.matcher(plain);
        if (fence.matches()) {
            return fence.group(1).strip();
        }
        var ticked = plain.length() > 1 && plain.startsWith("`") && plain.endsWith("`");
        return ticked ? plain.substring(1, plain.length() - 1).strip() : plain;
    }

    /** Where the words of a final answer begin, or -1. */
    static int answerBegins(CharSequence text) {
        Matcher matcher = LABEL.matcher(text);
        while (matcher.find()) {
            if (label(matcher.group(1)) == Label.FINAL_ANSWER) {
                return matcher.end();
            }
        }
        return -1;
    }

    private static Label label(String written) {
        var plain = written.toLowerCase(Locale.ROOT).replaceAll("[ _]", "");
        if (plain.startsWith("thought") || plain.startsWith("pensamento")) {
            return Label.THOUGHT;
        }
        if (plain.startsWith("final") || plain.startsWith("resposta")) {
            return Label.FINAL_ANSWER;
        }
        if (plain.startsWith("obs")) {
            return Label.OBSERVATION;
        }
        return plain.endsWith("input") || plain.startsWith("entrada") ? Label.ACTION_INPUT : Label.ACTION;
    }
}
