package aule.policy;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.rules.Condition;
import aule.rules.Rules;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The rules of one state of the file, compiled. */
final class RuleSet {

    private static final YAMLMapper YAML = new YAMLMapper();

    private static final Set<String> FIELDS = Set.of("id", "when", "answer", "reason");

    static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

    private static final Verdict NOTHING_SAID =
            new Verdict(Rule.Answer.DENY, "default", "No rule of the policy allows this.");

    private record Compiled(Rule rule, Condition condition) {}

    private final List<Compiled> rules;
    private final WallRules walls;

    private RuleSet(List<Compiled> rules, WallRules walls) {
        this.rules = rules;
        this.walls = walls;
    }

    /** @throws AuleException with {@code INVALID} and a sentence that says which rule is wrong and where */
    static RuleSet parse(String yaml, Rules language) {
        var file = read(yaml);
        var written = file.path("rules");
        if (!written.isArray()) {
            throw new AuleException(ErrorCode.INVALID, "The policy has no list 'rules'.");
        }
        var seen = new HashSet<>(Set.of(Policy.CLOSED.id()));
        var rules = written.valueStream()
                .map(it -> compiled(rule(it, seen), language))
                .toList();
        return new RuleSet(rules, WallRules.parse(file.path("isolation"), language));
    }

    List<Rule> rules() {
        return rules.stream().map(Compiled::rule).toList();
    }

    Walls walls(Action action) {
        return walls.of(action.values());
    }

    Verdict decide(Action action) {
        var values = action.values();
        for (var each : rules) {
            if (applies(each, values)) {
                var rule = each.rule();
                return new Verdict(rule.answer(), rule.id(), rule.reason());
            }
        }
        return NOTHING_SAID;
    }

    /** A condition without an answer counts against the action: what restricts applies, what allows does not. */
    private static boolean applies(Compiled rule, Map<String, Object> values) {
        try {
            return rule.condition().holds(values);
        } catch (AuleException _) {
            return rule.rule().answer() != Rule.Answer.ALLOW;
        }
    }

    private static JsonNode read(String yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (JacksonException e) {
            var place = e.getLocation();
            var where = place == null
                    ? ""
                    : "; look at line %d, column %d".formatted(place.getLineNr(), place.getColumnNr());
            throw new AuleException(ErrorCode.INVALID, "The policy is not YAML%s.".formatted(where), e);
        }
    }

    private static Rule rule(JsonNode written, Set<String> seen) {
        var id = written.path("id").asString("");
        if (!ID.matcher(id).matches() || !seen.add(id)) {
            throw new AuleException(
                    ErrorCode.INVALID,
                    "Each rule needs an id of its own of a-z, 0-9, - and _; '%s' is not one.".formatted(id));
        }
        var fields = Set.copyOf(written.propertyNames());
        if (!fields.equals(FIELDS)) {
            throw new AuleException(
                    ErrorCode.INVALID,
                    "The rule '%s' needs 'when', 'answer', 'reason' and nothing else.".formatted(id));
        }
        return new Rule(
                id,
                written.path("when").asString(""),
                answer(id, written),
                written.path("reason").asString(""));
    }

    private static Rule.Answer answer(String id, JsonNode written) {
        var text = written.path("answer").asString("");
        return Arrays.stream(Rule.Answer.values())
                .filter(it -> it.wire().equals(text))
                .findFirst()
                .orElseThrow(() -> new AuleException(
                        ErrorCode.INVALID,
                        "The rule '%s' answers '%s'; say allow, deny or confirm.".formatted(id, text)));
    }

    private static Compiled compiled(Rule rule, Rules language) {
        try {
            return new Compiled(rule, language.condition(rule.when(), Action.VOCABULARY));
        } catch (AuleException e) {
            throw new AuleException(
                    ErrorCode.INVALID, "The rule '%s' is wrong: %s".formatted(rule.id(), e.sentence()), e.faults());
        }
    }
}
