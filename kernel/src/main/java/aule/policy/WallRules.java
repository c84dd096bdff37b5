package aule.policy;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.rules.Condition;
import aule.rules.Rules;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The policy's list {@code isolation}, compiled. */
final class WallRules {

    private static final Set<String> FIELDS = Set.of("id", "when", "minimum", "rung", "memory_mb", "cpus");

    private record Compiled(Walls walls, Condition condition) {}

    private final List<Compiled> rules;

    private WallRules(List<Compiled> rules) {
        this.rules = rules;
    }

    /** @throws AuleException with {@code INVALID} and a sentence that says which rule is wrong */
    static WallRules parse(JsonNode written, Rules language) {
        if (written.isMissingNode() || written.isNull()) {
            return new WallRules(List.of());
        }
        if (!written.isArray()) {
            throw new AuleException(ErrorCode.INVALID, "The policy's 'isolation' is a list of rules.");
        }
        return new WallRules(
                written.valueStream().map(it -> compiled(it, language)).toList());
    }

    Walls of(Map<String, Object> values) {
        return rules.stream()
                .filter(it -> applies(it, values))
                .map(Compiled::walls)
                .findFirst()
                .orElse(Walls.USUAL);
    }

    /** A condition without an answer counts against the command: what restricts applies. */
    private static boolean applies(Compiled rule, Map<String, Object> values) {
        try {
            return rule.condition().holds(values);
        } catch (AuleException _) {
            return true;
        }
    }

    private static Compiled compiled(JsonNode written, Rules language) {
        var id = written.path("id").asString("");
        if (!RuleSet.ID.matcher(id).matches() || !FIELDS.containsAll(Set.copyOf(written.propertyNames()))) {
            throw new AuleException(
                    ErrorCode.INVALID,
                    "A rule of 'isolation' has an id of a-z, 0-9, - and _, 'when', and of 'minimum', 'rung', 'memory_mb'"
                            + " and 'cpus' what it wants; look at '%s'.".formatted(id));
        }
        var walls = new Walls(
                id,
                (int) number(id, written, "minimum", 4, 1, 4),
                rung(id, written),
                (long) number(id, written, "memory_mb", 0, 16, 1 << 24) << 20,
                number(id, written, "cpus", 0, 0.05, 1024));
        try {
            return new Compiled(walls, language.condition(written.path("when").asString(""), Action.VOCABULARY));
        } catch (AuleException e) {
            throw new AuleException(
                    ErrorCode.INVALID, "The rule '%s' is wrong: %s".formatted(id, e.sentence()), e.faults());
        }
    }

    private static String rung(String id, JsonNode written) {
        var rung = written.path("rung").asString("");
        if (!rung.isEmpty() && !Walls.RUNGS.contains(rung)) {
            throw new AuleException(
                    ErrorCode.INVALID,
                    "The rule '%s' names the rung '%s'; say bwrap, podman, runsc or rlimits.".formatted(id, rung));
        }
        return rung;
    }

    private static double number(String id, JsonNode written, String name, double absent, double least, double most) {
        var value = written.path(name);
        if (value.isMissingNode()) {
            return absent;
        }
        if (!value.isNumber() || value.asDouble() < least || value.asDouble() > most) {
            throw new AuleException(
                    ErrorCode.INVALID,
                    "The rule '%s' needs a number from %s to %s as '%s'.".formatted(id, least, most, name));
        }
        return value.asDouble();
    }
}
