package aule.tools;

import aule.kernel.AuleException;
import aule.kernel.ProjectId;
import aule.policy.Action;
import aule.policy.Confirmation;
import aule.policy.Confirmations;
import aule.policy.Policy;
import aule.policy.Rule;
import aule.policy.Verdict;
import aule.policy.Walls;
import aule.sandbox.Demand;
import aule.sandbox.Sandbox;
import aule.schema.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.core.type.TypeReference;

/** Puts a call into the policy's words. */
final class Decisions {

    private static final ProjectId ANYWHERE = new ProjectId("proj-any");

    private final Policy policy;
    private final Supplier<Sandbox> sandbox;
    private final Desk.Room desks;
    private final Rungs rungs;

    Decisions(Policy policy, Supplier<Sandbox> sandbox, Desk.Room desks, Rungs rungs) {
        this.policy = policy;
        this.sandbox = sandbox;
        this.desks = desks;
        this.rungs = rungs;
    }

    /** @throws AuleException with {@code ISOLATION_TOO_WEAK} if the policy demands walls that cannot be had */
    Verdict decide(Tools.Request request, Shape tool, Arguments.Outcome.Good arguments, Tool.Call call) {
        var reach = tool.tool().reach(call);
        if (reach.command().isEmpty()) {
            return policy.decide(
                    action(request, tool, arguments, reach, sandbox.get().rung()));
        }
        var walls = policy.walls(
                action(request, tool, arguments, reach, sandbox.get().rung()));
        var rung = sandbox.get().under(demand(walls)).rung();
        rungs.note(request.run(), request.callId(), rung.name());
        return policy.decide(action(request, tool, arguments, reach, rung));
    }

    /** The call with the walls that the policy gives to its command. */
    Tool.Call walled(Tools.Request request, Shape tool, Arguments.Outcome.Good arguments, Tool.Call call) {
        var reach = tool.tool().reach(call);
        if (reach.command().isEmpty()) {
            return call;
        }
        var walls = policy.walls(
                action(request, tool, arguments, reach, sandbox.get().rung()));
        var bounds = call.bounds();
        return call.within(new Tool.Bounds(
                bounds.processes(), bounds.diskBytes(), demand(walls), walls.memoryBytes(), walls.cpus()));
    }

    private static Demand demand(Walls walls) {
        return new Demand(walls.minimum(), walls.rung());
    }

    private Action action(
            Tools.Request request, Shape tool, Arguments.Outcome.Good arguments, Tool.Reach reach, Sandbox.Rung rung) {
        Map<String, Object> values = Json.wire().readValue(arguments.json(), new TypeReference<>() {});
        var outside = reach.paths().stream().filter(WorkspacePath::leaves).toList();
        return new Action(
                tool.spec().name(),
                tool.spec().effect().wire(),
                values,
                reach.paths(),
                reach.files(),
                !outside.isEmpty(),
                outside.stream().anyMatch(it -> isClosed(request.project(), tool, it)),
                reach.command(),
                rung.isolates(),
                rung.level(),
                request.persona(),
                request.project(),
                reach.wider());
    }

    private boolean isClosed(ProjectId project, Shape tool, String path) {
        return desks.apply(project).isClosed(path, tool.spec().effect() != Tool.Effect.READ);
    }

    Confirmations.Question question(
            Tools.Request request, Shape tool, Arguments.Outcome.Good arguments, Tool.Call call, Verdict verdict) {
        var preview = tool.tool().preview(call);
        return new Confirmations.Question(
                request.run(),
                request.callId(),
                Confirmation.Kind.APPROVAL,
                tool.spec().name(),
                arguments.json(),
                preview.isEmpty() ? tool.spec().name() + " " + arguments.json() : preview,
                verdict.rule(),
                verdict.reason(),
                List.of());
    }

    /** Whether a usual call of this tool asks a person on this machine. */
    boolean asks(Tool.Spec spec) {
        var rung = sandbox.get().rung();
        var action = new Action(
                spec.name(),
                spec.effect().wire(),
                Map.of(),
                List.of(),
                0,
                false,
                false,
                Set.of(Exec.NAME, RunCode.NAME).contains(spec.name()) ? "true" : "",
                rung.isolates(),
                rung.level(),
                ByHand.NOBODY,
                ANYWHERE);
        return policy.decide(action).answer() == Rule.Answer.CONFIRM;
    }
}
