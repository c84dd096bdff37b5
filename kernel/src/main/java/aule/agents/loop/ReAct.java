package aule.agents.loop;

import aule.agents.loop.Sections.Label;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads an answer in the form Thought, Action, Action Input, Final Answer, as loosely as models write it. */
final class ReAct {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern THINKING = Pattern.compile("(?is)<think(?:ing)?>(.*?)(?:</think(?:ing)?>|\\z)");
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_.:-]+");
    private static final Set<String> ENDINGS =
            Set.of("final answer", "final_answer", "finalanswer", "finish", "final", "answer", "resposta final");
    private static final Set<String> NOTHING = Set.of("none", "n/a", "null", "nothing", "no action", "nenhuma", "-");

    /** What an answer turned out to be. */
    sealed interface Parsed {

        /** @param input what should be a JSON object */
        record Act(String thought, String tool, String input) implements Parsed {}

        record Done(String thought, String answer) implements Parsed {}

        /** Words without any sign of the form. */
        record Words(String text) implements Parsed {}

        /** @param complaint what is wrong with it, in a sentence for the model */
        record Unclear(String text, String complaint) implements Parsed {}
    }

    private ReAct() {}

    /** Understands as much as can be; of several actions only the first counts. */
    static Parsed parse(String answer) {
        var text = answer.replace("\r\n", "\n").strip();
        var thinking = THINKING.matcher(text);
        var aside = thinking.find() ? thinking.group(1).strip() : "";
        var rest = thinking.reset().replaceAll("").strip();
        var sections = Sections.of(rest);
        if (sections.isEmpty()) {
            return object(rest).map(it -> fromObject(aside, it, rest)).orElseGet(() -> words(text, rest));
        }
        return fromSections(aside, sections, text);
    }

    private static Parsed words(String text, String rest) {
        return rest.isEmpty() ? new Parsed.Unclear(text, "Your answer was empty.") : new Parsed.Words(rest);
    }

    private static Parsed fromSections(String aside, List<Sections.Section> sections, String text) {
        var thought = thought(aside, sections);
        for (var place = 0; place < sections.size(); place++) {
            var section = sections.get(place);
            switch (section.label()) {
                case FINAL_ANSWER -> {
                    return section.text().isEmpty()
                            ? new Parsed.Unclear(text, "The final answer is empty.")
                            : new Parsed.Done(thought, section.text());
                }
                case ACTION -> {
                    if (!NOTHING.contains(bare(section.text()))) {
                        return action(thought, section.text(), input(sections, place), text);
                    }
                }
                case THOUGHT, ACTION_INPUT, OBSERVATION -> {
                    // says nothing about what to do next
                }
            }
        }
        return withoutAction(thought, sections, text);
    }

    /** A bare input may carry the action inside; a bare thought says nothing to do. */
    private static Parsed withoutAction(String thought, List<Sections.Section> sections, String text) {
        return sections.stream()
                .flatMap(section -> object(section.text()).stream())
                .filter(ReAct::namesTool)
                .findFirst()
                .map(it -> fromObject(thought, it, text))
                .orElseGet(() -> new Parsed.Unclear(text, "There is a thought but no action and no final answer."));
    }

    private static Parsed action(String thought, String written, Optional<String> input, String text) {
        var inner = object(written);
        if (inner.isPresent() && namesTool(inner.get())) {
            return fromObject(thought, inner.get(), text);
        }
        var name = NAME.matcher(written);
        if (ENDINGS.contains(bare(written))) {
            return done(thought, input.orElse(""), text);
        }
        if (!name.find()) {
            return new Parsed.Unclear(text, "The action names no tool.");
        }
        var given = input.or(() -> inline(written.substring(name.end()))).orElse("{}");
        return new Parsed.Act(thought, name.group(), given);
    }

    private static Parsed done(String thought, String answer, String text) {
        var said = object(answer).flatMap(ReAct::onlyText).orElse(answer).strip();
        return said.isEmpty() ? new Parsed.Unclear(text, "The final answer is empty.") : new Parsed.Done(thought, said);
    }

    /** The input that belongs to an action stands before the next one. */
    private static Optional<String> input(List<Sections.Section> sections, int action) {
        return sections.subList(action + 1, sections.size()).stream()
                .takeWhile(it -> it.label() == Label.ACTION_INPUT || it.label() == Label.THOUGHT)
                .filter(it -> it.label() == Label.ACTION_INPUT)
                .findFirst()
                .map(it -> Sections.unfenced(it.text()))
                .map(it -> it.isEmpty() ? "{}" : it);
    }

    /** Arguments that follow the name at once: {@code read_file({"path": "a"})}. */
    private static Optional<String> inline(String after) {
        var open = after.indexOf('{');
        return open < 0 ? Optional.empty() : Optional.of(after.substring(open, Sections.objectEnd(after, open)));
    }

    private static String thought(String aside, List<Sections.Section> sections) {
        var written = sections.stream()
                .takeWhile(it -> it.label() == Label.THOUGHT || it.label() == Label.OBSERVATION)
                .filter(it -> it.label() == Label.THOUGHT)
                .map(Sections.Section::text);
        return Stream.concat(Stream.of(aside), written)
                .filter(it -> !it.isEmpty())
                .reduce((one, other) -> one + "\n" + other)
                .orElse("");
    }

    private static Parsed fromObject(String aside, JsonNode object, String text) {
        var thought = first(object, "thought").map(JsonNode::asString).orElse(aside);
        var answer = first(object, "final_answer", "answer");
        if (!namesTool(object)) {
            return answer.<Parsed>map(it -> new Parsed.Done(thought, it.asString()))
                    .orElseGet(() -> new Parsed.Unclear(text, "The object names no tool."));
        }
        var tool = first(object, "action", "tool", "name").orElseThrow().asString();
        var input = first(object, "action_input", "input", "arguments", "args", "parameters");
        var given =
                input.map(it -> it.isString() ? it.asString() : it.toString()).orElse("{}");
        return ENDINGS.contains(bare(tool)) ? done(thought, given, text) : new Parsed.Act(thought, tool, given);
    }

    private static boolean namesTool(JsonNode object) {
        return first(object, "action", "tool", "name")
                        .filter(JsonNode::isString)
                        .isPresent()
                && (object.has("action")
                        || first(object, "action_input", "input", "arguments", "args", "parameters")
                                .isPresent());
    }

    private static Optional<JsonNode> first(JsonNode object, String... names) {
        return Stream.of(names).filter(object::has).map(object::get).findFirst();
    }

    private static Optional<String> onlyText(JsonNode object) {
        return object.size() == 1
                ? object.values().stream()
                        .filter(JsonNode::isString)
                        .map(JsonNode::asString)
                        .findFirst()
                : Optional.empty();
    }

    private static Optional<JsonNode> object(String text) {
        try {
            var plain = Sections.unfenced(text);
            var read = plain.startsWith("{") ? JSON.readTree(plain) : JSON.nullNode();
            return Optional.of(read).filter(JsonNode::isObject);
        } catch (JacksonException broken) {
            return Optional.empty();
        }
    }

    private static String bare(String text) {
        return text.strip().replaceAll("^[*_`\"'\\[(<]+|[*_`\"'\\])>.:]+$", "").toLowerCase(Locale.ROOT);
    }

    /** Where the words of a final answer begin in a text that is still coming, or -1. */
    static int answerBegins(CharSequence text) {
        return Sections.answerBegins(text);
    }
}
