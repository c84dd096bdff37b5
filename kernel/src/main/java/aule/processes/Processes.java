package aule.processes;

import aule.journal.Journal;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.Ids;
import aule.kernel.OrgId;
import aule.kernel.ProcessEvent;
import aule.kernel.ProcessId;
import aule.kernel.ProjectId;
import aule.kernel.RunId;
import aule.kernel.StreamId;
import aule.sandbox.Demand;
import aule.sandbox.Sandbox;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The processes that go on in the background under this kernel, and the list of all that ever did. */
public final class Processes {

    /** How many may live at once. */
    public record Most(int ofRun, int ofProject) {

        public static final Most DEFAULT = new Most(8, 24);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Processes.class);
    private static final Duration NO_TIMEOUT = Duration.ofDays(3_650);
    private static final Duration STOPPING = Duration.ofSeconds(10);

    private final Journal journal;
    private final SqlProcesses table;
    private final Supplier<Sandbox> sandbox;
    private final Logs logs;
    private final Ids ids;
    private final String node;
    private final Most most;
    private final Map<ProcessId, AtWork> alive = new ConcurrentHashMap<>();
    private final EndedRuns endedRuns = new EndedRuns();

    Processes(
            Journal journal,
            SqlProcesses table,
            Supplier<Sandbox> sandbox,
            Logs logs,
            Ids ids,
            String node,
            Most most) {
        this.journal = journal;
        this.table = table;
        this.sandbox = sandbox;
        this.logs = logs;
        this.ids = ids;
        this.node = node;
        this.most = most;
    }

    /**
     * Starts a process and returns while it runs.
     *
     * @throws AuleException with {@code CONFLICT} if as many live as may, and as {@link Sandbox#hold} does
     */
    public ProcessId start(Wanted wanted) {
        var id = new ProcessId(ids.next("prc"));
        var process = new AtWork(id, wanted, logs.fresh(id));
        try {
            enter(process);
        } catch (RuntimeException e) {
            wanted.ended().run();
            throw e;
        }
        if (!wanted.input().isEmpty()) {
            Thread.ofPlatform()
                    .daemon()
                    .name("process-input")
                    .start(() -> process.live().say(wanted.input()));
        }
        if (endedRuns.has(wanted.run())) {
            process.stop("run_ended");
        }
        return id;
    }

    private synchronized void enter(AtWork process) {
        var wanted = process.wanted();
        checkRoom(wanted);
        process.lives(near(wanted.project(), wanted.walls(), wanted.vicinity()).hold(command(process)));
        alive.put(process.id(), process);
        append(
                wanted,
                new ProcessEvent.Started(
                        process.id(),
                        wanted.project(),
                        wanted.run(),
                        wanted.kind().wire(),
                        wanted.command(),
                        wanted.folder(),
                        node));
        Thread.ofVirtual().name("process-" + process.id()).start(() -> see(process));
    }

    private void checkRoom(Wanted wanted) {
        var project = alive.values().stream()
                .filter(it -> it.wanted().project().equals(wanted.project()))
                .toList();
        var run = project.stream()
                .filter(it -> Objects.equals(it.wanted().run(), wanted.run()))
                .count();
        if (run >= most.ofRun() || project.size() >= most.ofProject()) {
            throw new AuleException(
                    ErrorCode.CONFLICT,
                    "%d processes are at work here already, which is as many as may be; stop one of them first."
                            .formatted(run >= most.ofRun() ? run : project.size()));
        }
    }

    private static Sandbox.Command command(AtWork process) {
        var wanted = process.wanted();
        return new Sandbox.Command(
                wanted.argv(),
                wanted.workspace(),
                wanted.folder(),
                wanted.project().value(),
                wanted.environment(),
                "",
                NO_TIMEOUT,
                wanted.limits(),
                process::said,
                wanted.vicinity().network());
    }

    /** Follows one process to its end. */
    private void see(AtWork process) {
        var wanted = process.wanted();
        Integer exit = null;
        var reason = "kernel_died";
        try {
            var outcome = process.live().await();
            exit = outcome.exitCode();
            reason = reason(process, outcome);
        } catch (InterruptedException | RuntimeException e) {
            LOG.warn("Process {} could not be followed to its end.", process.id(), e);
        }
        wanted.ended().run();
        try {
            append(wanted, new ProcessEvent.Ended(process.id(), wanted.project(), wanted.run(), exit, reason));
        } catch (RuntimeException e) {
            LOG.warn("The end of process {} could not be written down; it is at the next start.", process.id(), e);
        }
        alive.remove(process.id());
        process.recorded();
    }

    private static String reason(AtWork process, Sandbox.Outcome outcome) {
        var stopped = process.stoppedBecause();
        if (!stopped.isEmpty()) {
            return stopped;
        }
        return switch (outcome.limit()) {
            case "" -> "exited";
            case "killed" -> "stopped";
            default -> outcome.limit();
        };
    }

    private void append(Wanted wanted, ProcessEvent event) {
        var run = wanted.run();
        var actor = run == null ? wanted.owner().value() : run.value();
        var origin = new Journal.Origin(wanted.org(), wanted.project(), actor, actor, null, Journal.NO_LEASE);
        journal.append(StreamId.of(wanted.project()), origin, List.of(event));
    }

    /** @throws AuleException with {@code ISOLATION_TOO_WEAK} if the walls cannot be had */
    public Sandbox under(Demand walls) {
        return sandbox.get().under(walls);
    }

    /**
     * Where commands of a project run that shall find its servers at {@code localhost}, as far as those get out no
     * farther than they do themselves.
     *
     * @throws AuleException with {@code ISOLATION_TOO_WEAK} if the walls cannot be had
     */
    public Sandbox near(ProjectId project, Demand walls, Vicinity vicinity) {
        var rung = under(walls);
        return alive.values().stream()
                .filter(it -> it.wanted().project().equals(project))
                .filter(it -> it.wanted().vicinity().meets(vicinity))
                .filter(it -> it.live().isAlive())
                .min(Comparator.comparing(it -> it.id().value()))
                .map(it -> rung.near(it.live()))
                .orElse(rung);
    }

    /** @throws AuleException with {@code NOT_FOUND} if the organisation has no such process */
    public Entry find(OrgId org, ProcessId id) {
        return table.find(org, id).orElseThrow(() -> AuleException.notFound("process", id));
    }

    List<Entry> page(SqlProcesses.Wish wish) {
        return table.page(wish);
    }

    /** Those of a run that live, or of the project's persons without a run; the oldest first. */
    public List<ProcessId> alive(ProjectId project, @Nullable RunId run) {
        return alive.values().stream()
                .filter(it -> it.wanted().project().equals(project)
                        && Objects.equals(it.wanted().run(), run))
                .map(AtWork::id)
                .sorted(Comparator.comparing(ProcessId::value))
                .toList();
    }

    /** The TCP ports on which it listens now. */
    public Set<Integer> ports(ProcessId id) {
        return living(id).map(it -> it.live().ports()).orElse(Set.of());
    }

    /** Whether it goes on when its run ends. */
    public boolean kept(ProcessId id) {
        return living(id).map(AtWork::kept).orElse(false);
    }

    /** Has it go on when its run ends; it still ends with the kernel. */
    public void keep(ProcessId id) {
        needed(id).keep();
    }

    /** Writes to its standard input. @throws AuleException with {@code CONFLICT} if it has ended */
    public void say(ProcessId id, String text) {
        needed(id).live().say(text);
    }

    /** @throws AuleException with {@code CONFLICT} if it has ended */
    public void endInput(ProcessId id) {
        needed(id).live().endInput();
    }

    /** @throws AuleException with {@code CONFLICT} if it has ended */
    public void interrupt(ProcessId id) {
        needed(id).live().interrupt();
    }

    /** A part of what it said, at most as many bytes. */
    public LogPage log(ProcessId id, long offset, int most) {
        return living(id).map(it -> it.log().page(offset, most)).orElseGet(() -> logs.read(id, offset, most));
    }

    /** Waits until something is so or it has ended; returns at once for one that has. */
    public boolean await(ProcessId id, BooleanSupplier fact, Duration patience) throws InterruptedException {
        var process = living(id);
        return process.isPresent() ? process.get().await(fact, patience) : fact.getAsBoolean();
    }

    /** Whether it lives, and that under this kernel. */
    public boolean isAlive(ProcessId id) {
        return alive.containsKey(id);
    }

    /** Asks it to end, has it killed with its whole tree if it does not within 3 seconds, and waits for that. */
    public void stop(ProcessId id) throws InterruptedException {
        var process = living(id);
        if (process.isPresent()) {
            process.get().stop("stopped");
            process.get().awaitEnd(STOPPING);
        }
    }

    /** Kills it with its whole tree at once. */
    public void kill(ProcessId id) {
        living(id).ifPresent(it -> it.kill("stopped"));
    }

    /** Opens a connection to one of its ports. @throws IOException if nobody answers there */
    Sandbox.Wire connect(ProcessId id, int port) throws IOException {
        return needed(id).live().connect(port);
    }

    void runEnded(RunId run) {
        endedRuns.add(run);
        alive.values().stream()
                .filter(it -> run.equals(it.wanted().run()) && !it.kept())
                .forEach(it -> it.stop("run_ended"));
    }

    void projectDeleted(ProjectId project) {
        alive.values().stream()
                .filter(it -> project.equals(it.wanted().project()))
                .forEach(it -> it.kill("project_deleted"));
    }

    /** Writes down the end of what an earlier life of this kernel left; the sandbox has seen to it that nothing lives. */
    void bury() {
        for (var lost : table.left(node)) {
            var origin = new Journal.Origin(
                    lost.org(), lost.project(), "kernel", lost.id().value(), null, Journal.NO_LEASE);
            var ended = new ProcessEvent.Ended(lost.id(), lost.project(), lost.run(), null, "kernel_died");
            journal.append(StreamId.of(lost.project()), origin, List.of(ended));
        }
    }

    void close() {
        alive.values().forEach(it -> it.kill("kernel_stopped"));
        try {
            for (var process : List.copyOf(alive.values())) {
                process.awaitEnd(STOPPING);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<AtWork> living(ProcessId id) {
        return Optional.ofNullable(alive.get(id));
    }

    private AtWork needed(ProcessId id) {
        return living(id)
                .orElseThrow(() -> new AuleException(
                        ErrorCode.CONFLICT, "Process '%s' does not run any more; start another.".formatted(id)));
    }
}
