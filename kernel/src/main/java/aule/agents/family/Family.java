package aule.agents.family;

import aule.agents.Allowance;
import aule.agents.Goal;
import aule.agents.Persona;
import aule.agents.Personas;
import aule.agents.Reports;
import aule.agents.RunLists;
import aule.agents.RunState;
import aule.agents.Runs;
import aule.agents.Signals;
import aule.journal.Filter;
import aule.journal.Journal;
import aule.kernel.Assignment;
import aule.kernel.AuleException;
import aule.kernel.ChildEvent;
import aule.kernel.Envelope;
import aule.kernel.ErrorCode;
import aule.kernel.Event;
import aule.kernel.Lineage;
import aule.kernel.OrgId;
import aule.kernel.Principal;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.RunLimits;
import aule.kernel.StreamId;
import aule.kernel.ToolName;
import aule.schema.Schemas;
import aule.tools.SpecialTools;
import aule.tools.Tool;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A run's children. A child may use at most what its parent may, costs at most what its parent has left, and works in
 * the same project for the same owner.
 */
public final class Family {

    /** How many parents a run may have above it. */
    static final int DEEPEST = 5;

    /** How many children of one run may be alive. */
    static final int MOST = 64;

    /** How many children one run may have in its life. */
    private static final int EVER = 1_000;

    /** The steps of a child for which its parent names no limit. */
    private static final int STEPS = 50;

    private static final int NEWEST = 500;

    private final Runs runs;
    private final RunLists lists;
    private final Signals signals;
    private final Reports reports;
    private final Personas personas;
    private final Journal journal;
    private final Schemas schemas;
    private final InstantSource clock;

    public Family(
            Runs runs,
            RunLists lists,
            Signals signals,
            Reports reports,
            Personas personas,
            Journal journal,
            Schemas schemas,
            InstantSource clock) {
        this.runs = runs;
        this.lists = lists;
        this.clock = clock;
        this.signals = signals;
        this.reports = reports;
        this.personas = personas;
        this.journal = journal;
        this.schemas = schemas;
    }

    /** The tools by which a run has other runs work for it. */
    public List<Tool> tools() {
        return List.of(
                new Delegate(this),
                new Spawn(this),
                new SendMessage(this),
                new CheckMessages(this),
                new WaitFor(this),
                new ListAgents(this));
    }

    /** Each agent as a tool of its own. */
    public SpecialTools agents() {
        return new AgentTools(this);
    }

    /** The run that calls. */
    RunState self(Tool.Call call) {
        var id = call.run();
        return Optional.ofNullable(id)
                .flatMap(lists::find)
                .orElseThrow(() -> new AuleException(
                        ErrorCode.INVALID, "Only a run can have others work for it; give a person's goal to a run."));
    }

    /** The children that a call started, in the order of its tasks. */
    List<RunState> children(RunState parent, String callId) {
        return children(parent).stream()
                .filter(child -> callId.equals(child.started().lineage().callId()))
                .toList();
    }

    /** All children, the oldest first. */
    List<RunState> children(RunState parent) {
        return lists.children(parent.id(), EVER);
    }

    /**
     * Starts those of a call's tasks that are not started yet: none twice, however often the call is made again.
     *
     * @param reports whether each tells its parent by a message when it has ended
     * @throws AuleException with {@code INVALID} or {@code LOOP_DETECTED} if one of them may not start; then none does
     */
    List<RunState> start(Tool.Call call, List<Task> tasks, boolean reports) {
        var parent = self(call);
        var before = children(parent, call.callId());
        var goals = tasks.stream()
                .skip(before.size())
                .map(task -> goal(parent, call.callId(), task, reports))
                .toList();
        require(goals.isEmpty() || living(parent) + goals.size() <= MOST, ErrorCode.INVALID, """
                A run has at most %d children at work; wait for some of them first.""".formatted(MOST));
        var all = new ArrayList<>(before);
        goals.forEach(goal -> all.add(runs.start(owner(parent), goal)));
        announce(parent, all);
        signals.keepStill(parent.org(), parent.id());
        return all;
    }

    private Goal goal(RunState parent, String callId, Task task, boolean reports) {
        var started = parent.started();
        var persona = task.agent() == null
                ? personas.find(parent.org(), started.personaId())
                : personas.named(parent.org(), task.agent());
        var assignment = assignment(task);
        requireNoCircle(parent, persona, assignment.task());
        var depth = started.lineage().depth() + 1;
        var lineage = new Lineage(depth, callId, null, null, null, allowed(parent, task), reports).with(assignment);
        return new Goal(
                assignment.goal(),
                Optional.of(started.projectId()),
                Optional.of(persona.id()),
                Optional.ofNullable(task.model())
                        .or(() -> Optional.ofNullable(parent.terms().model())),
                Optional.empty(),
                Optional.of(parent.id()),
                parent.terms().priority(),
                limits(parent, task),
                lineage);
    }

    private Assignment assignment(Task task) {
        var assignment = task.assignment();
        if (assignment.schema() != null) {
            schemas.require(assignment.schema());
        }
        return assignment;
    }

    /** What the parent may use, and of that only what the task names. */
    private Set<ToolName> allowed(RunState parent, Task task) {
        var mine = Allowance.of(personas.find(parent.org(), parent.started().personaId()), parent.started());
        var named = Optional.ofNullable(task.tools()).orElse(List.of()).stream()
                .map(ToolName::new)
                .collect(Collectors.toUnmodifiableSet());
        return Allowance.both(mine, named);
    }

    private static RunLimits limits(RunState parent, Task task) {
        var most = parent.terms().limits();
        var work = parent.work();
        var used = work.tokensIn() + work.tokensOut();
        var left = most.maxTokens() == 0 ? 0 : Math.max(1, most.maxTokens() - used);
        var wanted = Optional.ofNullable(task.maxTokens()).orElse(left);
        return new RunLimits(
                        Math.clamp(Optional.ofNullable(task.maxSteps()).orElse(STEPS), 1, most.maxSteps()),
                        task.timeoutS() == null
                                ? most.maxWallMs()
                                : Math.min(most.maxWallMs(), task.timeoutS() * 1_000L),
                        left == 0 ? wanted : Math.min(wanted, left),
                        most.maxOutputBytes())
                .withMachine(most.maxProcesses(), most.maxDiskBytes())
                .withBudget(task.budget());
    }

    /** A task that comes back to an agent which has it already would be passed on for ever. */
    private void requireNoCircle(RunState parent, Persona persona, String task) {
        var lineage = parent.started().lineage();
        require(lineage.depth() < DEEPEST, ErrorCode.LOOP_DETECTED, """
                %d agents stand above this one already; do the task yourself.""".formatted(DEEPEST));
        var above = Optional.of(parent);
        while (above.isPresent()) {
            var run = above.get();
            var same = run.started().personaId().equals(persona.id())
                    && plain(task(run.started())).equals(plain(task));
            require(!same, ErrorCode.LOOP_DETECTED, """
                    %s has exactly this task already (%s); passing it to and fro solves nothing, so do it or say why \
                    not.""".formatted(
                            persona.traits().name(), run.id()));
            above = Optional.ofNullable(run.started().parentId()).flatMap(lists::find);
        }
    }

    private static String task(RunEvent.Started started) {
        var assignment = started.lineage().assignment();
        return assignment == null ? started.goal() : assignment.task();
    }

    private static String plain(String goal) {
        return goal.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    }

    private long living(RunState parent) {
        return children(parent).stream()
                .filter(child -> !child.status().ended())
                .count();
    }

    /** Writes into the parent's stream who works for it, each once. */
    private void announce(RunState parent, List<RunState> children) {
        var known = events(parent, "run.child_started").stream()
                .map(event -> ((ChildEvent.Started) event).childId())
                .collect(Collectors.toSet());
        var news = children.stream()
                .filter(child -> !known.contains(child.id()))
                .map(child -> announcement(parent, child))
                .toList();
        if (!news.isEmpty()) {
            var origin = new Journal.Origin(
                    parent.org(),
                    parent.started().projectId(),
                    parent.id().value(),
                    parent.id().value(),
                    null,
                    Journal.NO_LEASE);
            journal.append(StreamId.of(parent.id()), origin, news);
        }
    }

    private static ChildEvent.Started announcement(RunState parent, RunState child) {
        var started = child.started();
        return new ChildEvent.Started(
                parent.id(),
                child.id(),
                Optional.ofNullable(started.lineage().callId()).orElse(""),
                started.personaId(),
                task(started),
                started.lineage().assignment());
    }

    Instant now() {
        return clock.instant();
    }

    /** What has been said to a run so far, the oldest first. */
    List<RunEvent.Messaged> messages(RunState run) {
        return events(run, "run.messaged").stream()
                .map(RunEvent.Messaged.class::cast)
                .toList();
    }

    /** When a call of a run began: now, unless it goes on. */
    Instant began(RunState run, String callId) {
        return journal.since(0, filter(run, "tool.called"), Integer.MAX_VALUE).stream()
                .filter(event -> event.body() instanceof RunEvent.ToolCalled called
                        && called.callId().equals(callId))
                .findFirst()
                .map(Envelope::at)
                .orElseGet(clock::instant);
    }

    private List<Event> events(RunState run, String type) {
        return journal.since(0, filter(run, type), NEWEST).stream()
                .map(Envelope::body)
                .toList();
    }

    private static Filter filter(RunState run, String type) {
        return new Filter(run.org(), Set.of(StreamId.of(run.id())), Set.of(type));
    }

    /**
     * A run that another may speak to: its parent, its children and theirs, and those beside it.
     *
     * @param name an id, or {@code parent}
     * @throws AuleException with {@code NOT_FOUND} if there is no such run in the family
     */
    RunState relative(RunState self, String name) {
        var parent = self.started().parentId();
        var id = name.equals("parent") ? parent : id(name);
        var found = Optional.ofNullable(id)
                .flatMap(lists::find)
                .filter(run -> run.org().equals(self.org()));
        return found.filter(run -> root(run).equals(root(self)))
                .orElseThrow(() -> AuleException.notFound("run of this family", name));
    }

    private static @Nullable RunId id(String name) {
        return name.startsWith("run-") ? new RunId(name) : null;
    }

    private RunId root(RunState run) {
        var above = run;
        for (var steps = 0; steps <= DEEPEST; steps++) {
            var parent = Optional.ofNullable(above.started().parentId()).flatMap(lists::find);
            if (parent.isEmpty()) {
                return above.id();
            }
            above = parent.get();
        }
        return above.id();
    }

    /** Has the ends of children written down before anything else is said of them. */
    void report(List<RunState> children) {
        children.stream().filter(child -> child.status().ended()).forEach(reports::of);
    }

    void tell(RunState from, RunState to, String text) {
        signals.tell(to.org(), from.id().value(), to.id(), text);
    }

    Persona persona(RunState run) {
        return personas.find(run.org(), run.started().personaId());
    }

    List<Persona> personas(OrgId org) {
        return personas.page(org, "", 200);
    }

    private static Principal owner(RunState parent) {
        var owner = parent.started().owner();
        return new Principal(parent.org(), owner, owner.value(), Set.of());
    }

    private static void require(boolean fits, ErrorCode code, String sentence) {
        if (!fits) {
            throw new AuleException(code, sentence);
        }
    }
}
