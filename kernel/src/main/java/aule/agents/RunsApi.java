package aule.agents;

import aule.api.Answer;
import aule.api.Call;
import aule.api.Operations.Handler;
import aule.journal.Filter;
import aule.journal.Journal;
import aule.journal.Wire;
import aule.kernel.ConversationId;
import aule.kernel.Lineage;
import aule.kernel.OrgId;
import aule.kernel.PersonaId;
import aule.kernel.ProjectId;
import aule.kernel.RunId;
import aule.kernel.RunLimits;
import aule.kernel.StreamId;
import aule.kernel.UserId;
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
            @Nullable Long maxTokens,
            @Nullable Long maxOutputBytes,
            @Nullable Integer maxProcesses,
            @Nullable Long maxDiskBytes,
            RunChange.@Nullable BudgetBody budget,
            @Nullable ConversationId conversationId) {}

    record RetryRun(
            @Nullable String goal,
            @Nullable String model,
            @Nullable String agent,
            @Nullable Integer priority) {}

    record RunList(List<RunView> runs, int count, @Nullable String nextCursor) {}

    record RunTree(List<RunView> runs, int count, boolean complete) {}

    record EventList(
            List<ObjectNode> events, int count, @Nullable String nextCursor) {}

    private static final int BRANCHES = 500;
    private static final int USUAL_PRIORITY = 3;

    private final Runs runs;
    private final RunLists lists;
    private final DeadLetters letters;
    private final RunViews views;
    private final Journal journal;
    private final Wire wire;

    RunsApi(Runs runs, RunLists lists, DeadLetters letters, RunViews views, Journal journal, Wire wire) {
        this.runs = runs;
        this.lists = lists;
        this.letters = letters;
        this.views = views;
        this.journal = journal;
        this.wire = wire;
    }

    Map<String, Handler> handlers() {
        return Map.of(
                "startRun", this::start,
                "listRuns", this::list,
                "showRun", this::show,
                "retryRun", this::retry,
                "showRunTree", this::tree,
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
                Objects.requireNonNullElse(wanted.priority(), USUAL_PRIORITY),
                limits(new RunChange(
                        null,
                        wanted.maxSteps(),
                        wanted.maxWallMs(),
                        wanted.maxTokens(),
                        wanted.maxOutputBytes(),
                        wanted.maxProcesses(),
                        wanted.maxDiskBytes(),
                        null,
                        wanted.budget())),
                Lineage.NONE);
        var run = runs.start(call.principal(), goal);
        return Answer.accepted("/v1/runs/" + run.id(), views.of(run));
    }

    /** The usual limits but for those that are named. */
    static RunLimits limits(RunChange named) {
        return named.of(new RunState.Terms(USUAL_PRIORITY, RunLimits.DEFAULT, null))
                .limits();
    }

    private Answer list(Call call) {
        var limit = Paging.limit(call);
        var search = search(call);
        var page = lists.page(call.principal().org(), search, limit + 1);
        var shown = views.of(page.stream().limit(limit).toList());
        if (call.query("shape").isPresent()) {
            return Answer.ok(shown);
        }
        var next = page.size() > limit ? place(search, page.get(limit - 1)) : null;
        return Answer.ok(new RunList(shown, shown.size(), next));
    }

    private static String place(RunSearch search, RunState last) {
        return new RunSearch.Place(search.sort().rank(last), last.seq()).text();
    }

    private static RunSearch search(Call call) {
        return new RunSearch(
                statuses(call),
                call.query("project_id").map(ProjectId::new),
                call.query("persona_id").map(PersonaId::new),
                call.query("owner").map(UserId::new),
                call.query("parent_id").map(RunId::new),
                call.query("fork_of").map(RunId::new),
                call.query("top").filter("true"::equals).isPresent(),
                Paging.time(call, "since"),
                Paging.time(call, "until"),
                call.query("q").orElse(""),
                call.query("sort").map(RunSearch.Sort::of).orElse(RunSearch.Sort.NEWEST),
                call.query("cursor").map(RunSearch.Place::of));
    }

    private static Set<RunStatus> statuses(Call call) {
        return Stream.of(call.query("status").orElse("").split(","))
                .filter(it -> !it.isBlank())
                .map(it -> RunStatus.of(it.strip()))
                .collect(Collectors.toSet());
    }

    private Answer show(Call call) {
        var run = runs.find(call.principal().org(), id(call));
        var history = runs.history(run);
        var doubts = Doubts.of(history).stream().map(DoubtView::of).toList();
        return Answer.ok(views.of(run, new RunView.Detail(Steps.of(history).all(), doubts)));
    }

    private Answer tree(Call call) {
        var found = lists.tree(call.principal().org(), id(call), BRANCHES + 1);
        var shown = views.of(found.stream().limit(BRANCHES).toList());
        return Answer.ok(new RunTree(shown, shown.size(), found.size() <= BRANCHES));
    }

    private Answer retry(Call call) {
        var change = change(runs, call);
        var again = letters.retry(call.principal(), id(call), change);
        return Answer.accepted("/v1/runs/" + again.id(), views.of(again));
    }

    static GoalChange change(Runs runs, Call call) {
        var wanted = call.body(RetryRun.class);
        var persona =
                wanted.agent() == null ? null : runs.persona(call.principal().org(), wanted.agent());
        var goal = wanted.goal() == null ? null : wanted.goal().strip();
        return new GoalChange(goal, wanted.model(), persona, wanted.priority());
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

    static RunId id(Call call) {
        return new RunId(call.path("id"));
    }
}
