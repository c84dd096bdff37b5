package aule.models;

import aule.api.Answer;
import aule.api.Call;
import aule.api.Operations.Handler;
import aule.models.routing.Routing;
import aule.models.routing.RoutingRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers the operations on roles, rules and fallbacks of {@code api/models.yaml}. */
final class RoutingApi {

    private static final List<String> ROLES =
            List.of("general", "code", "creative", "fast", "vision", "embedding", "image");

    record RoleView(String role, @Nullable String model) {}

    record RoleList(List<RoleView> roles, int count) {}

    record Roles(Map<String, @Nullable String> roles) {}

    record RuleList(List<RoutingRule> rules, int count) {}

    record RuleBody(List<RoutingRule> rules) {}

    record Fallbacks(List<String> models, boolean strict) {}

    record FallbackBody(
            @Nullable List<String> models, @Nullable Boolean strict) {}

    private final RoutingTable table;

    RoutingApi(RoutingTable table) {
        this.table = table;
    }

    Map<String, Handler> handlers() {
        return Map.of(
                "listRoles", this::roles,
                "assignRoles", this::assign,
                "listRoutingRules", this::rules,
                "saveRoutingRules", this::save,
                "showFallbacks", this::fallbacks,
                "saveFallbacks", this::saveFallbacks);
    }

    private Answer roles(Call call) {
        return Answer.ok(roles(table.routing()));
    }

    private static RoleList roles(Routing routing) {
        var views = ROLES.stream()
                .map(it -> new RoleView(it, routing.roles().get(it)))
                .toList();
        return new RoleList(views, views.size());
    }

    /** A role that is absent keeps its model; null and empty text take it away. */
    private Answer assign(Call call) {
        var given = call.body(Roles.class).roles();
        var after = table.change(ProvidersApi.origin(call), "roles", before -> {
            var all = new LinkedHashMap<>(before.roles());
            given.forEach((role, model) -> {
                if (model == null || model.isBlank()) {
                    all.remove(role);
                } else {
                    all.put(role, model.strip());
                }
            });
            return before.withRoles(all);
        });
        return Answer.ok(roles(after));
    }

    private Answer rules(Call call) {
        return Answer.ok(rules(table.routing()));
    }

    private static RuleList rules(Routing routing) {
        return new RuleList(routing.rules(), routing.rules().size());
    }

    private Answer save(Call call) {
        var rules = call.body(RuleBody.class).rules();
        return Answer.ok(rules(table.change(ProvidersApi.origin(call), "rules", it -> it.withRules(rules))));
    }

    private Answer fallbacks(Call call) {
        return Answer.ok(fallbacks(table.routing()));
    }

    private static Fallbacks fallbacks(Routing routing) {
        return new Fallbacks(routing.fallbacks(), routing.strict());
    }

    private Answer saveFallbacks(Call call) {
        var body = call.body(FallbackBody.class);
        var after = table.change(
                ProvidersApi.origin(call),
                "fallbacks",
                it -> it.withFallbacks(
                        body.models() == null
                                ? it.fallbacks()
                                : body.models().stream()
                                        .map(String::strip)
                                        .distinct()
                                        .toList(),
                        body.strict() == null ? it.strict() : body.strict()));
        return Answer.ok(fallbacks(after));
    }
}
