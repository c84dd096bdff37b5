package aule.models.routing;

import org.jspecify.annotations.Nullable;

/**
 * Sends the goals for which a condition holds to a model. Exactly one of the targets is there.
 *
 * @param when a condition in CEL
 * @param model {@code provider/model}
 * @param role the model of a role
 * @param cheapest the cheapest model of a family or with a tag
 */
public record RoutingRule(
        String id,
        String when,
        @Nullable String model,
        @Nullable String role,
        @Nullable String cheapest) {}
