package aule.policy;

import aule.api.Answer;
import aule.api.Call;
import aule.api.Operations;
import aule.kernel.ConfirmationId;
import aule.kernel.RunId;
import aule.kernel.ToolName;
import aule.schema.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Answers the operations of {@code api/policy.yaml}. */
final class PolicyApi {

    private static final String DEFAULT_LIMIT = "50";

    record ConfirmationView(
            ConfirmationId id,
            RunId runId,
            String callId,
            Confirmation.Kind kind,
            ToolName tool,
            JsonNode arguments,
            String preview,
            String rule,
            String reason,
            List<String> options,
            Confirmation.Status status,
            Instant createdAt,
            @Nullable Instant resolvedAt,
            @Nullable String resolvedBy,
            @Nullable String text) {}

    record ConfirmationList(
            List<ConfirmationView> confirmations,
            int count,
            @Nullable String nextCursor) {}

    record PolicyList(
            List<Rule> policies,
            int count,
            String file,
            @Nullable String problem) {}

    record Resolve(
            Confirmations.Decision decision,
            @Nullable JsonNode args,
            @Nullable String text,
            Confirmations.@Nullable Memory remember) {}

    private final Policy policy;
    private final Confirmations confirmations;

    PolicyApi(Policy policy, Confirmations confirmations) {
        this.policy = policy;
        this.confirmations = confirmations;
    }

    Operations operations() {
        return new Operations(
                "policy",
                Map.of(
                        "listConfirmations", this::list,
                        "showConfirmation", this::show,
                        "resolveConfirmation", this::resolve,
                        "listPolicies", this::policies));
    }

    private Answer list(Call call) {
        var limit = Integer.parseInt(call.query("limit").orElse(DEFAULT_LIMIT));
        var status = call.query("status").map(Confirmation.Status::of);
        var page = confirmations.page(
                call.principal().org(), status, call.query("cursor").orElse(""), limit);
        var views = page.stream().map(PolicyApi::view).toList();
        if (call.query("shape").isPresent()) {
            return Answer.ok(views);
        }
        var next = page.size() < limit ? null : page.getLast().id().value();
        return Answer.ok(new ConfirmationList(views, views.size(), next));
    }

    private Answer show(Call call) {
        return Answer.ok(view(confirmations.find(call.principal().org(), id(call))));
    }

    private Answer resolve(Call call) {
        var body = call.body(Resolve.class);
        var resolution = new Confirmations.Resolution(
                body.decision(),
                body.args() == null ? null : body.args().toString(),
                Optional.ofNullable(body.text()).orElse(""),
                Optional.ofNullable(body.remember()).orElse(Confirmations.Memory.ONCE));
        return Answer.ok(view(confirmations.resolve(call.principal(), id(call), resolution)));
    }

    private Answer policies(Call call) {
        var rules = policy.rules();
        var problem = policy.problem();
        return Answer.ok(new PolicyList(rules, rules.size(), policy.file(), problem.isEmpty() ? null : problem));
    }

    private static ConfirmationId id(Call call) {
        return new ConfirmationId(call.path("id"));
    }

    private static ConfirmationView view(Confirmation it) {
        return new ConfirmationView(
                it.id(),
                it.run(),
                it.callId(),
                it.kind(),
                it.tool(),
                Json.wire().readTree(it.arguments()),
                it.preview(),
                it.rule(),
                it.reason(),
                it.options(),
                it.status(),
                it.createdAt(),
                it.resolvedAt(),
                it.resolvedBy(),
                it.text().isEmpty() ? null : it.text());
    }
}
