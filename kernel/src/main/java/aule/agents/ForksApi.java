package aule.agents;

import aule.agents.past.Edit;
import aule.api.Answer;
import aule.api.Call;
import aule.api.Operations.Handler;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.PersonaId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Answers the operations of {@code api/agents.yaml} that begin a run with the history of another. */
final class ForksApi {

    record ForkRun(
            @Nullable Long at,
            @Nullable String goal,
            @Nullable String message,
            @Nullable String model,
            @Nullable PersonaId personaId,
            @Nullable Integer priority,
            @Nullable NewAnswer answer,
            @Nullable NewResult result,
            ForkChange.@Nullable Files workspace) {}

    record NewAnswer(
            @Nullable String thought,
            @Nullable String text,
            @Nullable List<NewCall> toolCalls) {

        Edit edit() {
            var calls = Objects.requireNonNullElse(toolCalls, List.<NewCall>of()).stream()
                    .map(it -> new Edit.Call(it.tool(), it.arguments().toString()))
                    .toList();
            return new Edit.Answer(
                    Objects.requireNonNullElse(thought, ""), Objects.requireNonNullElse(text, ""), calls);
        }
    }

    record NewCall(String tool, JsonNode arguments) {}

    record NewResult(boolean ok, String output) {}

    private final Runs runs;
    private final RunViews views;
    private final Forks forks;

    ForksApi(Runs runs, RunViews views, Forks forks) {
        this.runs = runs;
        this.views = views;
        this.forks = forks;
    }

    Map<String, Handler> handlers() {
        return Map.of("forkRun", this::fork);
    }

    private Answer fork(Call call) {
        var source = runs.find(call.principal().org(), RunsApi.id(call));
        var wanted = call.body(ForkRun.class);
        var change = new ForkChange(
                wanted.at(),
                edit(wanted),
                wanted.goal() == null ? null : wanted.goal().strip(),
                wanted.message(),
                wanted.model(),
                wanted.personaId(),
                wanted.priority(),
                Objects.requireNonNullElse(wanted.workspace(), ForkChange.Files.COPY),
                null);
        return started(forks.fork(call.principal(), source, change));
    }

    private Answer started(RunState run) {
        return Answer.accepted("/v1/runs/" + run.id(), views.of(run));
    }

    private static Edit edit(ForkRun wanted) {
        if (wanted.answer() != null && wanted.result() != null) {
            throw new AuleException(
                    ErrorCode.INVALID, "One event takes another answer or another result, not both; leave one out.");
        }
        if (wanted.answer() != null) {
            return wanted.answer().edit();
        }
        return wanted.result() == null
                ? new Edit.None()
                : new Edit.Result(wanted.result().ok(), wanted.result().output());
    }
}
