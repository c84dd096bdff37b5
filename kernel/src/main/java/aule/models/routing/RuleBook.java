package aule.models.routing;

import aule.kernel.AuleException;
import aule.kernel.AuleException.Fault;
import aule.kernel.ErrorCode;
import aule.models.ModelSpec;
import aule.models.Question;
import aule.rules.Condition;
import aule.rules.Rules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rules of one state of the choice, compiled. */
public final class RuleBook {

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

    private record Compiled(RoutingRule rule, Condition condition) {}

    private final List<Compiled> rules;

    private RuleBook(List<Compiled> rules) {
        this.rules = List.copyOf(rules);
    }

    /** @throws AuleException with {@code INVALID} and a sentence that says which rule is wrong and where */
    public static RuleBook of(List<RoutingRule> rules, Rules language) {
        var seen = new HashSet<String>();
        var compiled = new ArrayList<Compiled>();
        for (var index = 0; index < rules.size(); index++) {
            compiled.add(compiled(rules.get(index), index, seen, language));
        }
        return new RuleBook(compiled);
    }

    private static Compiled compiled(RoutingRule rule, int index, Set<String> seen, Rules language) {
        if (!ID.matcher(rule.id()).matches() || !seen.add(rule.id())) {
            throw wrong(
                    index,
                    "id",
                    "Each rule needs an id of its own of a-z, 0-9, - and _; '%s' is not one.".formatted(rule.id()));
        }
        var targets = Stream.of(rule.model(), rule.role(), rule.cheapest())
                .filter(it -> it != null && !it.isBlank())
                .count();
        if (targets != 1) {
            throw wrong(index, "id", "The rule '%s' needs one of 'model', 'role' and 'cheapest'.".formatted(rule.id()));
        }
        try {
            return new Compiled(rule, language.condition(rule.when(), Facts.VOCABULARY));
        } catch (AuleException e) {
            throw wrong(index, "when", "The rule '%s' is wrong: %s".formatted(rule.id(), e.sentence()));
        }
    }

    private static AuleException wrong(int index, String field, String sentence) {
        return new AuleException(
                ErrorCode.INVALID, sentence, List.of(new Fault("/rules/%d/%s".formatted(index, field), sentence)));
    }

    /**
     * The rules that hold, in their order; one without an answer does not.
     *
     * @param otherwise the model that is asked if none holds
     */
    public List<RoutingRule> holding(Question question, ModelSpec otherwise) {
        if (rules.isEmpty()) {
            return List.of();
        }
        var facts = Facts.of(question, otherwise);
        return rules.stream()
                .filter(it -> {
                    try {
                        return it.condition().holds(facts);
                    } catch (AuleException _) {
                        return false;
                    }
                })
                .map(Compiled::rule)
                .toList();
    }
}
