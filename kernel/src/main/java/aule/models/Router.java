package aule.models;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.models.routing.Cheapest;
import aule.models.routing.RoutingRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Chooses a model and says why: what the run names, what its persona always thinks with, the first rule that holds, the
 * model of the role, the default.
 */
final class Router {

    /** What was decided, before anybody looks whether the model is there, and what it would have been without a rule. */
    private record Decision(
            @Nullable String model,
            String rule,
            String why,
            @Nullable ModelSpec otherwise) {

        Decision(@Nullable String model, String rule, String why) {
            this(model, rule, why, null);
        }
    }

    private final Catalogue catalogue;
    private final RoutingTable table;

    Router(Catalogue catalogue, RoutingTable table) {
        this.catalogue = catalogue;
        this.table = table;
    }

    /** @throws AuleException as {@link Models#choose}, unless a fallback can be asked instead */
    Choice route(Question question) {
        var decided = decide(question);
        try {
            return chosen(catalogue.choose(decided.model()), decided);
        } catch (AuleException away) {
            var wanted = decided.model() == null ? catalogue.defaultModel() : decided.model();
            if (away.code() != ErrorCode.UNAVAILABLE || !away.passes()) {
                throw away;
            }
            return next(wanted).map(it -> chosen(it, instead(wanted, away))).orElseThrow(() -> away);
        }
    }

    private static Decision instead(String wanted, AuleException away) {
        return new Decision(null, "fallback", "It is asked instead of '%s'. %s".formatted(wanted, away.sentence()));
    }

    private Choice chosen(ChatModel model, Decision decided) {
        var usual = decided.otherwise();
        return new Choice(
                table.routing().strict() ? new StrictModel(model) : model,
                decided.rule(),
                decided.why(),
                usual == null ? null : new Choice.Otherwise(usual.id(), usual.price()));
    }

    private Decision decide(Question question) {
        if (given(question.named())) {
            return new Decision(question.named(), "explicit", "The run names it.");
        }
        if (given(question.override())) {
            return new Decision(question.override(), "persona", "Its persona always thinks with it.");
        }
        var otherwise = ofRole(question);
        return ruled(question, otherwise).orElse(otherwise);
    }

    private static boolean given(@Nullable String model) {
        return model != null && !model.isBlank();
    }

    private Decision ofRole(Question question) {
        var roles = table.routing().roles();
        var role = question.images() > 0 && roles.containsKey("vision") ? "vision" : question.role();
        var model = roles.get(role);
        return model == null
                ? new Decision(null, "default", "It is the default: no run, persona, rule or role asks for another.")
                : new Decision(model, "role:" + role, "It is the model of the role '%s'.".formatted(role));
    }

    private Optional<Decision> ruled(Question question, Decision otherwise) {
        if (table.routing().rules().isEmpty()) {
            return Optional.empty();
        }
        var usual = otherwise.model() == null ? catalogue.defaultModel() : otherwise.model();
        var spec = catalogue.find(usual).orElseGet(() -> unknown(usual));
        var skipped = new ArrayList<String>();
        for (var rule : table.book().holding(question, spec)) {
            var target = target(rule, question);
            if (target.isPresent()) {
                return target.map(it -> because(rule, it, skipped, spec));
            }
            skipped.add(rule.id());
        }
        return Optional.empty();
    }

    private static Decision because(RoutingRule rule, Decision target, List<String> skipped, ModelSpec usual) {
        var passed = skipped.isEmpty()
                ? ""
                : " Before it %s held, for which there is no model now.".formatted(String.join(", ", skipped));
        return new Decision(
                target.model(),
                "rule:" + rule.id(),
                "The rule '%s' holds (%s). %s%s".formatted(rule.id(), rule.when(), target.why(), passed),
                usual);
    }

    /** Where a rule leads; empty if there is no such model to be asked. */
    private Optional<Decision> target(RoutingRule rule, Question question) {
        if (rule.cheapest() != null) {
            return cheapest(rule.cheapest(), question.images() > 0);
        }
        var model =
                rule.model() != null ? rule.model() : table.routing().roles().get(rule.role());
        return model != null && catalogue.find(model).isPresent()
                ? Optional.of(new Decision(
                        model,
                        "",
                        rule.model() != null
                                ? "It names the model."
                                : "It asks for the role '%s'.".formatted(rule.role())))
                : Optional.empty();
    }

    private Optional<Decision> cheapest(String tag, boolean seeing) {
        var models = catalogue.list();
        var among = Cheapest.candidates(models, tag, seeing).size();
        return Cheapest.of(models, tag, seeing)
                .map(it -> new Decision(
                        it.id(), "", "It is the cheapest of %d models that are '%s'.".formatted(among, tag)));
    }

    private static ModelSpec unknown(String id) {
        var slash = id.indexOf('/');
        var provider = slash < 0 ? "" : id.substring(0, slash);
        var nothing = new ModelSpec.Supports(false, false, false);
        return new ModelSpec(id, id.substring(slash + 1), provider, "general", "", "", false, false, null, nothing);
    }

    /** The model to ask when this one fails; empty if nobody else may be asked or can be. */
    Optional<ChatModel> next(String failed) {
        var chain = table.routing().fallbacks();
        if (table.routing().strict()) {
            return Optional.empty();
        }
        return chain.subList(chain.indexOf(failed) + 1, chain.size()).stream()
                .filter(it -> !it.equals(failed))
                .flatMap(it -> usable(it).stream())
                .findFirst();
    }

    private Optional<ChatModel> usable(String id) {
        try {
            return Optional.of(catalogue.choose(id));
        } catch (AuleException _) {
            return Optional.empty();
        }
    }
}
