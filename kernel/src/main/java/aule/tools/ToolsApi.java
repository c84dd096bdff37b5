package aule.tools;

import aule.api.Answer;
import aule.api.Call;
import aule.api.Operations;
import aule.breaker.Circuit;
import aule.kernel.AuleException;
import aule.kernel.CheckpointId;
import aule.kernel.ConfirmationId;
import aule.kernel.ErrorCode;
import aule.kernel.FileChange;
import aule.kernel.Principal;
import aule.kernel.ProjectId;
import aule.kernel.ReceiptId;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.ToolName;
import aule.workspace.Projects;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Answers the operations of {@code api/tools.yaml}. */
final class ToolsApi {

    record ToolView(
            ToolName name,
            String description,
            JsonNode parameters,
            String executionType,
            Tool.Effect effect,
            boolean requiresApproval,
            boolean idempotent,
            Circuit circuit) {}

    record ToolList(List<ToolView> tools, int count) {}

    record Capability(ToolName capability, String runtime, String description) {}

    /** How many capabilities each kind of execution has; {@code muscle} are containers, {@code synapse} is Wasm. */
    record Stats(@JsonProperty("native") int here, int muscle, int synapse, int total) {}

    record Capabilities(List<Capability> capabilities, Stats stats) {}

    record RunTool(
            @Nullable JsonNode params,
            @Nullable ProjectId projectId,
            @Nullable ConfirmationId confirmationId) {}

    record Done(
            boolean ok,
            ToolName tool,
            String result,
            long durationMs,
            @Nullable ReceiptId receiptId) {}

    record Failed(
            boolean ok,
            ToolName tool,
            String error,
            String code,
            long durationMs,
            @Nullable ReceiptId receiptId) {}

    record Asked(ConfirmationId confirmationId) {}

    record ReceiptView(
            ReceiptId id,
            RunId runId,
            String callId,
            ToolName tool,
            String effect,
            String argumentsSha256,
            String resultSha256,
            String decision,
            String rule,
            boolean ok,
            @Nullable Integer exitCode,
            List<FileChange> changes,
            Instant startedAt,
            long durationMs,
            String isolation,
            @Nullable CheckpointId checkpointId) {}

    private static final String NATIVE = "native";

    private final Catalogue catalogue;
    private final Decisions decisions;
    private final Guard guard;
    private final SqlReceipts receipts;
    private final ByHand hand;
    private final Projects projects;

    ToolsApi(
            Catalogue catalogue,
            Decisions decisions,
            Guard guard,
            SqlReceipts receipts,
            ByHand hand,
            Projects projects) {
        this.catalogue = catalogue;
        this.decisions = decisions;
        this.guard = guard;
        this.receipts = receipts;
        this.hand = hand;
        this.projects = projects;
    }

    Operations operations() {
        return new Operations(
                "tools",
                Map.of(
                        "listTools", this::list,
                        "listCapabilities", this::capabilities,
                        "runTool", this::run,
                        "showReceipt", this::receipt));
    }

    private Answer list(Call call) {
        var views = catalogue.allowed(Set.of()).stream().map(this::view).toList();
        return Answer.ok(new ToolList(views, views.size()));
    }

    private ToolView view(Shape tool) {
        var spec = tool.spec();
        return new ToolView(
                spec.name(),
                spec.purpose(),
                tool.schema(),
                NATIVE,
                spec.effect(),
                decisions.asks(spec),
                spec.idempotent(),
                guard.circuit(spec.name()));
    }

    private Answer capabilities(Call call) {
        var all = catalogue.allowed(Set.of()).stream()
                .map(it -> new Capability(it.spec().name(), NATIVE, it.spec().purpose()))
                .toList();
        return Answer.ok(new Capabilities(all, new Stats(all.size(), 0, 0, all.size())));
    }

    private Answer run(Call call) {
        var tool = catalogue.exactly(call.path("name")).spec().name();
        var body = call.body(RunTool.class);
        return switch (outcome(call.principal(), tool, body)) {
            case Tools.Outcome.Waits it ->
                Answer.accepted("/v1/confirmations/" + it.confirmation(), new Asked(it.confirmation()));
            case Tools.Outcome.Answered it -> answer(it.answer());
        };
    }

    private Tools.Outcome.Direct outcome(Principal principal, ToolName tool, RunTool body) {
        if (body.confirmationId() != null) {
            return hand.goOn(principal, tool, body.confirmationId());
        }
        var project = body.projectId() == null
                ? projects.standard(principal.org())
                : projects.find(principal.org(), body.projectId());
        var arguments = body.params() == null ? "{}" : body.params().toString();
        return hand.run(principal, tool, arguments, project.id());
    }

    private static Answer answer(RunEvent.ToolAnswered it) {
        if (it.ok()) {
            return Answer.ok(new Done(true, it.tool(), it.output(), it.durationMs(), it.receiptId()));
        }
        var failed = new Failed(false, it.tool(), it.output(), it.error(), it.durationMs(), it.receiptId());
        return Answer.ok(failed).status(ErrorCode.TOOL_FAILED.status());
    }

    private Answer receipt(Call call) {
        var id = new ReceiptId(call.path("id"));
        var found = receipts.find(call.principal().org(), id);
        return Answer.ok(view(found.orElseThrow(() -> AuleException.notFound("receipt", id))));
    }

    private static ReceiptView view(Receipt it) {
        return new ReceiptView(
                it.id(),
                it.run(),
                it.callId(),
                it.tool(),
                it.effect(),
                it.argumentsSha256(),
                it.resultSha256(),
                it.decision(),
                it.rule(),
                it.ok(),
                it.exitCode(),
                it.changes(),
                it.startedAt(),
                it.durationMs(),
                it.isolation(),
                it.checkpoint());
    }
}
