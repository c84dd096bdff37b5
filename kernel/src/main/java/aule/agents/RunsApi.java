package aule.agents;

import aule.api.Answer;
import aule.api.Call;
import aule.api.Operations.Handler;
import aule.journal.Filter;
import aule.journal.Journal;
import aule.journal.Wire;
import aule.kernel.ConversationId;
import aule.kernel.OrgId;
import aule.kernel.PersonaId;
import aule.kernel.ProjectId;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.RunLimits;
import aule.kernel.StreamId;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Answers the operations on runs of {@code api/agents.yaml}. */
final class RunsApi {

    record StartRun(
            String goal,
            @Nullable ProjectId projectId,
            @Nullable PersonaId personaId,
            @Nullable String agent,
            @Nullable String model,
            @Nullable Integer priority,
            @Nullable Integer maxSteps,
            @Nullable Long maxWallMs,
            @Nullable ConversationId conversationId) {}

    record CancelRun(@Nullable String reason) {}

    record RunList(List<RunView> runs, int count, @Nullable String nextCursor) {}

    record EventList(
            List<ObjectNode> events, int count, @Nullable String nextCursor) {}

    private final Runs runs;
    private final Journal journal;
    private final Wire wire;
    private final InstantSource clock;

    RunsApi(Runs runs, Journal journal, Wire wire, InstantSource clock) {
        this.runs = runs;
        this.journal = journal;
        this.wire = wire;
        this.clock = clock;
    }

    Map<String, Handler> handlers() {
        return Map.of(
                "startRun", this::start,
                "listRuns", this::list,
                "showRun", this::show,
                "cancelRun", this::cancel,
                "listRunEvents", this::events);
    }

    private Answer start(Call call) {
        var wanted = call.body(StartRun.class);
        var org = call.principal().org();
        var persona = Optional.ofNullable(wanted.personaId())
                .or(() -> Optional.ofNullable(wanted.agent()).map(name -> runs.persona(org, name)));
        var goal = new Goal(
                wanted.goal().strip(),
                Optional.ofNullable(wanted.projectId()),
                persona,
                Optional.ofNullable(wanted.model()),
                Optional.ofNullable(wanted.conversationId()),
                Optional.empty(),
                Objects.requireNonNullElse(wanted.priority(), 3),
                limits(wanted.maxSteps(), wanted.maxWallMs()),
                RunEvent.Lineage.NONE);
        var run = runs.start(call.principal(), goal);
        return Answer.accepted("/v1/runs/" + run.id(), view(run, null));
    }

    static RunLimits limits(@Nullable Integer maxSteps, @Nullable Long maxWallMs) {
        return new RunLimits(
                Objects.requireNonNullElse(maxSteps, RunLimits.DEFAULT.maxSteps()),
                Objects.requireNonNullElse(maxWallMs, RunLimits.DEFAULT.maxWallMs()));
    }

    private Answer list(Call call) {
        var limit = Paging.limit(call);
        var search = new Runs.Search(
                statuses(call),
                call.query("project_id").map(ProjectId::new),
                call.query("q").orElse(""),
                Paging.before(call));
        var page = runs.page(call.principal().org(), search, limit + 1);
        var views = page.stream().limit(limit).map(run -> view(run, null)).toList();
        if (call.query("shape").isPresent()) {
            return Answer.ok(views);
        }
        var next = page.size() > limit ? Long.toString(page.get(limit - 1).seq()) : null;
        return Answer.ok(new RunList(views, views.size(), next));
    }

    private static Set<RunStatus> statuses(Call call) {
        return Stream.of(call.query("status").orElse("").split(","))
                .filter(it -> !it.isBlank())
                .map(it -> RunStatus.of(it.strip()))
                .collect(Collectors.toSet());
    }

    private Answer show(Call call) {
        var run = runs.find(call.principal().org(), id(call));
        return Answer.ok(view(run, Steps.of(runs.history(run)).all()));
    }

    private Answer cancel(Call call) {
        var reason = Objects.requireNonNullElse(call.body(CancelRun.class).reason(), "");
        var run = runs.cancel(call.principal(), id(call), reason.isBlank() ? "A person cancelled it." : reason);
        return Answer.ok(view(run, null));
    }

    private Answer events(Call call) {
        var run = runs.find(call.principal().org(), id(call));
        var after = Paging.after(call);
        if (call.header("Accept").orElse("").contains("text/event-stream")) {
            return Answer.events(watch(run, after));
        }
        var limit = Paging.limit(call);
        var page = journal.since(after, filter(run.org(), run.id()), limit + 1);
        var shown = page.stream().limit(limit).map(wire::event).toList();
        var next = page.size() > limit ? Long.toString(page.get(limit - 1).seq()) : null;
        return Answer.ok(new EventList(shown, shown.size(), next));
    }

    private Answer.Feed watch(RunState run, long after) {
        var filter = filter(run.org(), run.id());
        var over = run.status().ended() && journal.since(after, filter, 1).isEmpty();
        var first = new Answer.Frame(null, "connected", Map.of("run_id", run.id(), "head", journal.head()));
        return new JournalFeed(journal, after, first, new RunTeller(wire, filter, over));
    }

    private static Filter filter(OrgId org, RunId run) {
        return Filter.stream(org, StreamId.of(run));
    }

    private RunView view(RunState run, @Nullable List<Step> steps) {
        var position = run.status() == RunStatus.QUEUED ? runs.position(run.id()) : 0;
        return RunView.of(run, position, steps, clock.instant());
    }

    private static RunId id(Call call) {
        return new RunId(call.path("id"));
    }
}
