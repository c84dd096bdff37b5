package aule.models.routing;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a person chose about choosing.
 *
 * @param roles the model of each role that has one
 * @param rules in the order in which they are asked
 * @param fallbacks the models that are asked, in this order, when one cannot be used
 * @param strict whether nobody else is ever asked instead
 */
public record Routing(Map<String, String> roles, List<RoutingRule> rules, List<String> fallbacks, boolean strict) {

    public static final Routing NONE = new Routing(Map.of(), List.of(), List.of(), false);

    public Routing {
        roles = Collections.unmodifiableMap(new LinkedHashMap<>(roles));
        rules = List.copyOf(rules);
        fallbacks = List.copyOf(fallbacks);
    }

    public Routing withRoles(Map<String, String> other) {
        return new Routing(other, rules, fallbacks, strict);
    }

    public Routing withRules(List<RoutingRule> other) {
        return new Routing(roles, other, fallbacks, strict);
    }

    public Routing withFallbacks(List<String> other, boolean strictly) {
        return new Routing(roles, rules, other, strictly);
    }
}
