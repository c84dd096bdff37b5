package aule.boot;

import aule.access.AccessRoom;
import aule.agents.AgentsRoom;
import aule.breaker.Breakers;
import aule.budget.BudgetRoom;
import aule.dispatch.DispatchRoom;
import aule.dispatch.Limits;
import aule.egress.EgressRoom;
import aule.gateway.Gateway;
import aule.gateway.GatewayRoom;
import aule.journal.Journal;
import aule.journal.JournalRoom;
import aule.kernel.OrgId;
import aule.kernel.SystemEvent;
import aule.models.Models;
import aule.models.ModelsRoom;
import aule.models.ProviderSettings;
import aule.network.NetworkRoom;
import aule.policy.PolicyRoom;
import aule.processes.ProcessesRoom;
import aule.rules.RulesRoom;
import aule.sandbox.SandboxRoom;
import aule.schema.Schemas;
import aule.store.Membership;
import aule.store.StoreRoom;
import aule.system.Installation;
import aule.system.SystemRoom;
import aule.terminals.TerminalsRoom;
import aule.tools.CallLimit;
import aule.tools.Tool;
import aule.tools.ToolsRoom;
import aule.vault.VaultRoom;
import aule.web.WebRoom;
import aule.workspace.WorkspaceRoom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

/** One running operating system: every constructor call that joins two rooms is here, and nothing else is. */
public final class Aule implements AutoCloseable {

    private static final List<String> TABLES = List.of(
            "journal",
            "vault",
            "access",
            "workspace",
            "system",
            "models",
            "budget",
            "network",
            "policy",
            "processes",
            "web",
            "tools",
            "agents",
            "gateway");

    /**
     * What only a test decides: the time, which models there are, how much is too much at the door, how often kernels
     * on one database say that they are alive, and which tools there are beside the usual ones.
     */
    public record World(
            InstantSource clock,
            UnaryOperator<Models> models,
            Gateway.Limits limits,
            Duration heartbeat,
            List<Tool> tools) {

        /** Others take over after four to six silences, which is within ten seconds. */
        public static final Duration ALIVE = Duration.ofMillis(1_500);

        public World(InstantSource clock, UnaryOperator<Models> models) {
            this(clock, models, Gateway.Limits.DEFAULT);
        }

        public World(InstantSource clock, UnaryOperator<Models> models, Gateway.Limits limits) {
            this(clock, models, limits, ALIVE, List.of());
        }
    }

    private final Deque<AutoCloseable> open;
    private final AtomicBoolean ready = new AtomicBoolean();
    private final CountDownLatch stopAsked = new CountDownLatch(1);
    private final Journal journal;
    private final Gateway gateway;
    private final Vital vitals;

    private Aule(Settings settings, World world, Deque<AutoCloseable> open) {
        this.open = open;
        var home = keep(Home.enter(settings.home()));
        var clock = world.clock();
        var startedAt = clock.instant();
        var store = keep(StoreRoom.open(settings.store(), TABLES, "dispatch", home.node()));
        var data = store.database();
        var ids = store.ids();
        store.bond().accept(settings.data());
        store.membership().whenExpelled(stopAsked::countDown);
        this.journal = keep(JournalRoom.open(data, new Neighbourhood(store.membership()), clock, ids))
                .journal();
        var sandbox = keep(SandboxRoom.open(settings.home(), settings.data()));
        var vault = VaultRoom.open(
                data,
                settings.data(),
                Optional.ofNullable(settings.environment().get("AULE_SECRET_KEY")),
                clock);
        var access = AccessRoom.open(data, settings.data(), clock);
        home.showToken(settings.data());
        var system = SystemRoom.open(data, vault.vault(), journal, clock, aule.system.Settings.DEFAULT);
        var budget = BudgetRoom.open(journal, data, clock, ids);
        var egress = keep(EgressRoom.open(clock));
        var breakers = new Breakers(Breakers.Settings.DEFAULT, clock);
        var rules = RulesRoom.open().rules();
        var models = ModelsRoom.open(
                new ModelsRoom.Ground(
                        egress.egress(),
                        data,
                        vault.vault(),
                        journal,
                        rules,
                        breakers,
                        clock,
                        ids,
                        new PaidFromBudgets(budget.cashier())),
                settings.data().resolve("models.yaml"),
                settings.environment(),
                ProviderSettings.NONE);
        keep(models.engines());
        var chosen = world.models().apply(models.models());
        var choice = new ModelChoice(system.settings(), models.providers(), models.painters());
        var node = store.membership().node();
        var workspace = WorkspaceRoom.open(
                settings.data(),
                settings.home(),
                data,
                journal,
                WorkspaceRoom.Keeping.in(settings.data(), node),
                new ProjectOwners(sandbox.owners()),
                clock,
                ids);
        var network = keep(NetworkRoom.open(
                new NetworkRoom.Ground(journal, data, egress, workspace.projects(), clock),
                settings.data().resolve("packages.txt"),
                sandbox::lacksNetwork));
        var policy = PolicyRoom.open(settings.data(), rules, journal, data, ids);
        var processes = keep(ProcessesRoom.open(settings.home(), node, data, journal, sandbox::sandbox, ids));
        var blobs = StoreRoom.blobs(settings.data(), node);
        var tools = ToolsRoom.open(
                new ToolsRoom.Ground(journal, data, blobs, clock, ids, breakers, CallLimit.of(settings.environment())),
                new Schemas(),
                policy,
                workspace,
                sandbox::sandbox,
                processes.processes(),
                network.ways());
        tools.asking().with(chosen, models.paid(), models.painters());
        var terminals = keep(TerminalsRoom.open(
                journal,
                workspace.projects(),
                sandbox::sandbox,
                aule.terminals.Settings.of(settings.environment()),
                clock,
                ids));
        tools.typing(terminals.terminals());
        var web = WebRoom.open(new WebRoom.Ground(egress.egress(), data, vault.vault(), journal, breakers, clock));
        ToolsRoom.web(web, clock).forEach(tools.tools()::register);
        world.tools().forEach(tools.tools()::register);
        var dispatch = keep(DispatchRoom.open(store.queue(), clock, queue(store.membership(), world, settings)))
                .dispatch();
        var agents = keep(AgentsRoom.open(
                new AgentsRoom.Ground(
                        journal,
                        data,
                        dispatch,
                        chosen,
                        models.paid()::chat,
                        budget,
                        workspace.projects(),
                        workspace.checkpoints(),
                        workspace.artifacts(),
                        workspace.undos(),
                        policy.confirmations(),
                        tools.tools(),
                        tools.archive(),
                        blobs),
                AgentsRoom.World.of(clock, ids, settings.environment())));
        this.vitals =
                new Vital(ready::get, sandbox.ladder(), chosen, agents::caches, store.membership(), data::trouble);
        var status = system.operations(
                new Installation(
                        Version.THIS,
                        settings.home(),
                        settings.store().shown(),
                        store.membership().node(),
                        startedAt),
                vitals,
                agents.workload(),
                choice,
                stopAsked::countDown);
        this.gateway = keep(GatewayRoom.open(
                        new Gateway.Settings(
                                settings.host(),
                                settings.port(),
                                Set.of(),
                                settings.desktop(),
                                Version.THIS,
                                world.limits()),
                        new GatewayRoom.Behind(
                                access.access(),
                                journal,
                                data,
                                workspace.views(),
                                processes.servers(),
                                ready::get,
                                clock,
                                ids),
                        List.of(
                                access.operations(),
                                status,
                                models.operations(),
                                workspace.operations(),
                                budget.operations(),
                                network.operations(),
                                policy.operations(),
                                processes.operations(),
                                web.operations(),
                                tools.operations(),
                                terminals.operations(),
                                agents.operations())))
                .gateway();
        vitals.port(gateway.port());
        workspace.begin();
        keep(workspace.gather().get());
        keep(processes.begin());
        keep(workspace.clearing(journal));
        keep(choice.follow(journal));
        keep(models.begin().get());
        keep(system.inbox().begin());
        dispatch.start();
        agents.resume();
        store.membership().whenOthersGo(agents::takeOver);
        tell(new SystemEvent.Started(Version.THIS));
        this.<AutoCloseable>keep(() -> tell(new SystemEvent.Stopped("asked")));
        home.announce(new Home.Running(
                ProcessHandle.current().pid(), gateway.port(), settings.host(), Version.THIS, startedAt));
        ready.set(true);
        store.membership().started();
    }

    /**
     * Opens every room, bottom up.
     *
     * @throws aule.kernel.AuleException with a sentence for people if the home or the port cannot be had
     */
    public static Aule boot(Settings settings, World world) {
        var open = new ArrayDeque<AutoCloseable>();
        try {
            return new Aule(settings, world, open);
        } catch (RuntimeException failure) {
            close(open);
            throw failure;
        }
    }

    public int port() {
        return gateway.port();
    }

    /** Returns when somebody asked the kernel to stop. */
    public void awaitStop() throws InterruptedException {
        stopAsked.await();
    }

    /** What a person sees first: one line a room. */
    public List<String> banner(Settings settings, Instant began, Instant now) {
        return vitals.banner(settings, gateway.port(), Version.THIS, now.toEpochMilli() - began.toEpochMilli());
    }

    @Override
    public void close() {
        ready.set(false);
        close(open);
    }

    private static void close(Deque<AutoCloseable> open) {
        while (!open.isEmpty()) {
            Closing.close(open.pop());
        }
    }

    private static DispatchRoom.Settings queue(Membership membership, World world, Settings settings) {
        var alone = DispatchRoom.Settings.LOCAL.with(Limits.of(settings.environment()));
        return membership.alone()
                ? alone
                : new DispatchRoom.Settings(membership.node(), alone.limits(), world.heartbeat(), alone.backoff());
    }

    private void tell(SystemEvent event) {
        journal.append(SystemEvent.STREAM, Journal.Origin.kernel(OrgId.LOCAL.value()), List.of(event));
    }

    private <T extends AutoCloseable> T keep(T room) {
        open.push(room);
        return room;
    }
}
