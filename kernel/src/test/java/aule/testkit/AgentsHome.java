package aule.testkit;

import aule.access.AccessRoom;
import aule.agents.AgentsRoom;
import aule.agents.Goal;
import aule.agents.RunState;
import aule.agents.RunStatus;
import aule.agents.Runs;
import aule.agents.Settings;
import aule.api.Servers;
import aule.breaker.Breakers;
import aule.budget.BudgetRoom;
import aule.dispatch.DispatchRoom;
import aule.dispatch.Limits;
import aule.gateway.Gateway;
import aule.gateway.GatewayRoom;
import aule.journal.Journal;
import aule.journal.JournalRoom;
import aule.kernel.Envelope;
import aule.kernel.Event;
import aule.kernel.OrgId;
import aule.kernel.Principal;
import aule.kernel.RunId;
import aule.kernel.StreamId;
import aule.kernel.SystemClock;
import aule.kernel.UserId;
import aule.models.ChatModel;
import aule.models.Models;
import aule.network.Ways;
import aule.policy.PolicyRoom;
import aule.processes.ProcessesRoom;
import aule.rules.RulesRoom;
import aule.sandbox.SandboxRoom;
import aule.schema.Schemas;
import aule.store.Database;
import aule.store.StoreRoom;
import aule.store.UuidIds;
import aule.tools.Tool;
import aule.tools.ToolsRoom;
import aule.workspace.WorkspaceRoom;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Agents in a temporary home: everything is real but the models. Opening the same folder again is the next life. */
public final class AgentsHome implements AutoCloseable {

    public static final Principal OWNER = new Principal(OrgId.LOCAL, new UserId("user-owner"), "Owner", Set.of());

    /** Does not let a test wait for what it does not look at. */
    public static final Settings QUICK =
            Settings.DEFAULT.withPatience(new Settings.Patience(3, Duration.ofMillis(4), Duration.ofMillis(50)));

    private static final DispatchRoom.Settings SOON = new DispatchRoom.Settings(
            "local",
            DispatchRoom.Settings.LOCAL.limits(),
            DispatchRoom.Settings.LOCAL.heartbeat(),
            Duration.ofMillis(50));

    private static final Breakers.Settings BRIEF =
            new Breakers.Settings(5, Duration.ofMillis(40), Duration.ofMillis(100));

    /** Whose tables the main database has. */
    static final List<String> ROOMS =
            List.of("journal", "access", "workspace", "budget", "policy", "processes", "tools", "agents", "gateway");

    private final Path folder;
    private final Database database;
    private final Database tasks;
    private final JournalRoom journal;
    private final DispatchRoom dispatch;
    private final SandboxRoom sandbox;
    private final ProcessesRoom processes;
    private final BudgetRoom budget;
    private final PolicyRoom policy;
    private final AgentsRoom agents;
    private final Gateway gateway;
    private final String token;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private AgentsHome(
            Path folder,
            Consumer<Event> before,
            List<Tool> more,
            Settings settings,
            Breakers.Settings breaking,
            Models models) {
        this.folder = folder;
        var clock = SystemClock.UTC;
        var ids = new UuidIds();
        database = PostgresHome.open(folder, ROOMS);
        tasks = Database.open(TempDatabase.prepare(folder.resolve("dispatch.db"), "dispatch"), List.of("dispatch"));
        journal = JournalRoom.open(database, clock, ids);
        dispatch = DispatchRoom.open(tasks.dataSource(), clock, SOON);
        sandbox = SandboxRoom.open(folder);
        var workspace = WorkspaceRoom.open(
                folder, folder, database, journal.journal(), (_, _) -> java.util.OptionalInt.empty(), clock, ids);
        policy = PolicyRoom.open(folder, RulesRoom.open().rules(), journal.journal(), database, ids);
        budget = BudgetRoom.open(journal.journal(), database, clock, ids);
        var blobs = StoreRoom.blobs(folder, "test");
        var ground = new ToolsRoom.Ground(
                new HookedJournal(journal.journal(), before),
                database,
                blobs,
                clock,
                ids,
                new Breakers(breaking, clock));
        processes = ProcessesRoom.open(folder, "test", database, journal.journal(), sandbox::sandbox, ids);
        var tools = ToolsRoom.open(
                ground, new Schemas(), policy, workspace, sandbox::sandbox, processes.processes(), Ways.NONE);
        more.forEach(tools.tools()::register);
        agents = AgentsRoom.open(
                new AgentsRoom.Ground(
                        journal.journal(),
                        database,
                        dispatch.dispatch(),
                        models,
                        (_, _, model) -> model,
                        budget,
                        workspace.projects(),
                        workspace.checkpoints(),
                        workspace.artifacts(),
                        workspace.undos(),
                        policy.confirmations(),
                        tools.tools(),
                        tools.archive(),
                        blobs),
                new AgentsRoom.World(clock, ids, ZoneOffset.UTC, settings));
        workspace.begin();
        var access = AccessRoom.open(database, folder, clock);
        token = read(folder.resolve("owner.token")).strip();
        gateway = GatewayRoom.open(
                        Gateway.Settings.local(0, "1.2.3")
                                .withLimits(new Gateway.Limits(100_000, 100_000, Duration.ofMillis(200))),
                        new GatewayRoom.Behind(
                                access.access(),
                                journal.journal(),
                                database,
                                (_, _) -> Optional.empty(),
                                Servers.NONE,
                                () -> true,
                                clock,
                                ids),
                        List.of(
                                agents.operations(),
                                budget.operations(),
                                policy.operations(),
                                access.operations(),
                                tools.operations(),
                                workspace.operations()))
                .gateway();
    }

    /** What the kernel answers its owner. */
    public HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    /** A part of what the kernel answers its owner, for example {@code bytes=0-9}. */
    public HttpResponse<String> ranged(String path, String range) {
        return send(request(path).header("Range", range).GET());
    }

    public HttpResponse<String> post(String path, String body) {
        return send("POST", path, body);
    }

    /** The bytes of an answer. */
    public byte[] bytes(String path) {
        try {
            return client.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofByteArray())
                    .body();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** Sends one file as a form does. */
    public HttpResponse<String> upload(String path, byte[] file) {
        var head = "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.aulerun\"\r\n\r\n";
        var body = HttpRequest.BodyPublishers.concat(
                HttpRequest.BodyPublishers.ofString(head),
                HttpRequest.BodyPublishers.ofByteArray(file),
                HttpRequest.BodyPublishers.ofString("\r\n--edge--\r\n"));
        return send(request(path)
                .header("Content-Type", "multipart/form-data; boundary=edge")
                .POST(body));
    }

    public HttpResponse<String> send(String method, String path, String body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    public HttpResponse<String> anonymously(String path) {
        return send(HttpRequest.newBuilder(uri(path)).GET());
    }

    /** The lines of an event stream, to be closed. */
    public Stream<String> lines(String method, String path, String body) {
        var request = request(path)
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofLines())
                    .body();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + token);
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:%d%s".formatted(gateway.port(), path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Opens a home whose agents are at work. */
    public static AgentsHome open(Path folder, ChatModel... models) {
        return asleep(folder, models).awake();
    }

    /** Opens a home whose agents choose their models in the test's own way. */
    public static AgentsHome open(Path folder, Models models) {
        return new AgentsHome(folder, _ -> {}, List.of(), QUICK, BRIEF, models).awake();
    }

    /** Opens a home in which nothing happens yet. */
    public static AgentsHome asleep(Path folder, ChatModel... models) {
        return new AgentsHome(folder, _ -> {}, List.of(), QUICK, BRIEF, new FixedModels(models));
    }

    /** Opens a home in which a test hears of what the tools are about to write down. */
    public static AgentsHome hooked(Path folder, Consumer<Event> before, ChatModel... models) {
        return new AgentsHome(folder, before, List.of(), QUICK, BRIEF, new FixedModels(models)).awake();
    }

    /** Opens a home whose agents have tools of the test's own beside the usual ones. */
    public static AgentsHome equipped(Path folder, List<Tool> more, ChatModel... models) {
        return new AgentsHome(folder, _ -> {}, more, QUICK, BRIEF, new FixedModels(models)).awake();
    }

    /** Opens a home whose runs wait only so long at their step limit. */
    public static AgentsHome impatient(Path folder, Duration patience, ChatModel... models) {
        return new AgentsHome(
                        folder, _ -> {}, List.of(), QUICK.withStepLimitWait(patience), BRIEF, new FixedModels(models))
                .awake();
    }

    /** Opens a home whose agents are as patient as a test wants. */
    public static AgentsHome lasting(Path folder, Settings settings, List<Tool> more, ChatModel... models) {
        return new AgentsHome(folder, _ -> {}, more, settings, BRIEF, new FixedModels(models)).awake();
    }

    /** Opens a home in which whoever fails five times in a row is left alone for the given time. */
    public static AgentsHome wary(Path folder, Duration pause, List<Tool> more, ChatModel... models) {
        var breaking = new Breakers.Settings(5, pause, pause);
        return new AgentsHome(folder, _ -> {}, more, QUICK, breaking, new FixedModels(models)).awake();
    }

    public AgentsHome awake() {
        dispatch.dispatch().start();
        agents.resume();
        return this;
    }

    /** How many runs are worked on at once from now on. */
    public void limits(Limits limits) {
        dispatch.dispatch().limits(limits);
    }

    public AgentsRoom agents() {
        return agents;
    }

    public PolicyRoom policy() {
        return policy;
    }

    /** The home's main database. */
    public Database database() {
        return database;
    }

    public Journal journal() {
        return journal.journal();
    }

    public RunState start(String goal) {
        return agents.runs().start(OWNER, Goal.of(goal));
    }

    public RunState run(RunState run) {
        return agents.runs().find(OrgId.LOCAL, run.id());
    }

    /** The run as it is once it satisfies the condition. */
    public RunState await(RunState run, String what, Predicate<RunState> condition) {
        Awaiting.until(run.id() + " " + what, () -> condition.test(run(run)));
        return run(run);
    }

    /** The run as it is once it waits. */
    public RunState waiting(RunState run) {
        return await(run, "waits", it -> it.status() == RunStatus.WAITING);
    }

    /** Returns when nobody works on the run. */
    public void idle(RunState run) {
        Awaiting.until(
                "nobody works on " + run.id(),
                () -> !dispatch.dispatch().working(Runs.KIND, run.id().value()));
    }

    /** The run as it ended. */
    public RunState ended(RunState run) {
        return await(run, "has ended", it -> it.status().ended());
    }

    public List<Event> events(RunId run) {
        return journal().read(StreamId.of(run), 0, Integer.MAX_VALUE).stream()
                .map(Envelope::body)
                .toList();
    }

    /** The run's events of one type. */
    public <T extends Event> List<T> events(RunState run, Class<T> type) {
        return events(run.id()).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    public Path project() {
        return folder.resolve("projects/default");
    }

    public void write(String file, String content) {
        try {
            Files.writeString(project().resolve(file), content);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
        gateway.close();
        agents.close();
        dispatch.close();
        processes.close();
        sandbox.close();
        journal.close();
        tasks.close();
        database.close();
    }
}
