package aule.agents;

import aule.agents.family.Family;
import aule.agents.loop.AnswerForm;
import aule.agents.loop.Backoff;
import aule.agents.loop.Bench;
import aule.agents.loop.Brakes;
import aule.agents.loop.Briefing;
import aule.agents.loop.Calls;
import aule.agents.loop.Compaction;
import aule.agents.loop.Loop;
import aule.agents.loop.Losses;
import aule.agents.loop.Ports;
import aule.agents.loop.Present;
import aule.agents.loop.Recall;
import aule.agents.loop.Reins;
import aule.agents.loop.Stall;
import aule.agents.loop.StepLimit;
import aule.agents.loop.Supervision;
import aule.agents.loop.Thinking;
import aule.agents.loop.Till;
import aule.agents.loop.Turns;
import aule.agents.loop.context.ModelScribe;
import aule.agents.loop.context.PinBoard;
import aule.agents.parcel.Ancestry;
import aule.agents.parcel.Parcels;
import aule.agents.undo.RunUndos;
import aule.agents.undo.RunWork;
import aule.api.Operations;
import aule.budget.BudgetRoom;
import aule.dispatch.Dispatch;
import aule.journal.Journal;
import aule.journal.Wire;
import aule.kernel.Ids;
import aule.kernel.Transactions;
import aule.models.Models;
import aule.policy.Confirmations;
import aule.schema.Json;
import aule.schema.Schemas;
import aule.store.Blobs;
import aule.system.Vitals;
import aule.system.Workload;
import aule.tools.Archive;
import aule.tools.Tools;
import aule.workspace.Artifacts;
import aule.workspace.Checkpoints;
import aule.workspace.Projects;
import aule.workspace.Undos;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;

/** The room's doors, ready for the composition root. */
public record AgentsRoom(
        Runs runs,
        RunLists lists,
        RunQueue queue,
        Signals signals,
        Stops stops,
        DeadLetters letters,
        Conversations conversations,
        Personas personas,
        Workload workload,
        Operations operations,
        Wakes wakes,
        FollowUps followUps)
        implements AutoCloseable {

    /**
     * The rooms below that agents work with.
     *
     * @param paying has what models are asked beside the steps of runs paid for
     */
    public record Ground(
            Journal journal,
            Transactions<Handle> transactions,
            Dispatch dispatch,
            Models models,
            Paying paying,
            BudgetRoom budget,
            Projects projects,
            Checkpoints checkpoints,
            Artifacts artifacts,
            Undos undos,
            Confirmations confirmations,
            Tools tools,
            Archive archive,
            Blobs blobs) {}

    /** What only a test decides. */
    public record World(InstantSource clock, Ids ids, ZoneId zone, Settings settings) {

        /** @param environment of which AULE_COMPACTION_MODEL is read */
        public static World of(InstantSource clock, Ids ids, Map<String, String> environment) {
            return new World(clock, ids, ZoneId.systemDefault(), Settings.of(environment));
        }
    }

    /** What people and other rooms do with runs. */
    private record Doors(
            Runs runs,
            RunLists lists,
            RunQueue queue,
            Signals signals,
            Stops stops,
            DeadLetters letters,
            Doubts doubts,
            Branches branches,
            BudgetWaits budgetWaits) {}

    /** Opens the room before the journal's first append and before dispatch starts. */
    public static AgentsRoom open(Ground ground, World world) {
        var journal = ground.journal();
        var table = new SqlRuns(ground.transactions());
        var chats = new SqlConversations(ground.transactions());
        var messages = new SqlMessages(ground.transactions());
        var figures = new SqlFigures(ground.transactions(), world.clock());
        var dead = new SqlDeadLetters(ground.transactions());
        var doubts = new SqlDoubts(ground.transactions());
        var reliability = new SqlReliability(ground.transactions());
        List.of(table, figures, dead, doubts, chats, messages, reliability).forEach(journal::project);

        new PinBoard(journal).tools().forEach(ground.tools()::register);
        var conversations = new Conversations(journal, chats, messages, world.ids());
        var personas = new Personas(
                new SqlPersonas(ground.transactions()),
                BuiltinPersonas.read(),
                ground.tools(),
                ground.models(),
                world.clock(),
                world.ids());
        var lists = new RunLists(table, new SqlRunSearch(ground.transactions()), new SqlRunTree(ground.transactions()));
        var work = new RunWork(journal, lists, ground.checkpoints());
        var undos = new RunUndos(work, ground.undos());
        var endings = new Endings(ground.confirmations(), conversations, ground.projects(), undos);
        var goals = new Goals(ground.projects(), personas, conversations);
        var followUps = new FollowUps();
        var runs = new Runs(journal, ground.dispatch(), table, figures, goals, conversations, followUps, world.ids());
        var agenda = Agenda.of(ground.dispatch(), table, world.clock());
        var reins = new Reins();
        var workers = new Workers(ground.dispatch(), reins, followUps);
        var doors = doors(ground, world, table, dead, doubts, runs, endings, workers, followUps);
        var parcels = PastDoors.parcels(ground.blobs(), ground.models(), personas);
        var schemas = new Schemas();
        var form = new AnswerForm(schemas);
        var remembered = new Remembered(
                new SqlAnswers(ground.transactions()), world.settings().remembers(), world.clock());
        var ports = ports(ground, world, agenda, personas, conversations, parcels, remembered);
        var past = PastDoors.open(
                new PastDoors.Ground(
                        ground.blobs(),
                        ground.tools(),
                        ground.projects(),
                        ground.checkpoints(),
                        personas,
                        world.ids(),
                        new SqlRegressions(ground.transactions())),
                ports,
                it -> loop(it, form, new Reins(), _ -> {}),
                parcels,
                runs,
                doors.lists());
        ground.dispatch().handle(Runs.KIND, loop(ports, form, reins, endings::ended));
        ground.dispatch().whenGivenUp(doors.stops()::givenUp);
        var reports = new Reports(table, doors.signals());
        var family =
                new Family(runs, doors.lists(), doors.signals(), reports, personas, journal, schemas, world.clock());
        family.tools().forEach(ground.tools()::register);
        ground.tools().register(family.agents());
        ground.tools().register(new MessagePerson(doors.lists(), conversations, journal));
        personas.seed();
        return new AgentsRoom(
                runs,
                doors.lists(),
                doors.queue(),
                doors.signals(),
                doors.stops(),
                doors.letters(),
                conversations,
                personas,
                figures,
                operations(ground, world, doors, conversations, personas, past, reliability, remembered),
                new Wakes(
                        journal,
                        table,
                        runs,
                        doors.budgetWaits(),
                        agenda,
                        doors.stops(),
                        doors.branches(),
                        workers,
                        reports,
                        conversations,
                        endings),
                followUps);
    }

    private static Doors doors(
            Ground ground,
            World world,
            SqlRuns table,
            SqlDeadLetters dead,
            SqlDoubts doubts,
            Runs runs,
            Endings endings,
            Workers workers,
            FollowUps followUps) {
        var tree = new SqlRunTree(ground.transactions());
        var mailbox = new Mailbox(ground.journal(), table);
        var branches = new Branches(mailbox, runs, workers, tree);
        return new Doors(
                runs,
                new RunLists(table, new SqlRunSearch(ground.transactions()), tree),
                new RunQueue(ground.dispatch(), table, mailbox),
                new Signals(mailbox, runs, workers, branches, followUps, world.ids()),
                new Stops(ground.journal(), mailbox, workers, table, tree, endings, followUps),
                new DeadLetters(dead, mailbox, runs),
                new Doubts(doubts, mailbox, ground.journal()),
                branches,
                new BudgetWaits(table, mailbox, runs));
    }

    private static Ports ports(
            Ground ground,
            World world,
            Agenda agenda,
            Personas personas,
            Conversations conversations,
            Parcels parcels,
            Remembered remembered) {
        var recall = new Recall(conversations, ground.journal(), world.settings());
        var present = new Present(personas, ground.projects(), recall, world.zone());
        return new Ports(
                ground.journal(),
                agenda,
                world.clock(),
                ground.models(),
                ground.tools(),
                new ModelScribe(ground.models(), world.settings()),
                ground.budget().purse(),
                Losses.in(ground.budget().cashier()),
                remembered,
                new Ancestry(present, ground.journal(), parcels),
                world.settings());
    }

    private static Loop loop(Ports ports, AnswerForm form, Reins reins, Consumer<RunState> ended) {
        var settings = ports.settings();
        var backoff = new Backoff(
                settings.patience(),
                ports.clock(),
                RandomGenerator.getDefault(),
                new Supervision(ports.surroundings()));
        var briefing = new Briefing(ports.surroundings(), ports.models(), ports.tools(), settings);
        var till = new Till(ports.purse(), ports.losses());
        var thinking = new Thinking(ports.journal(), form, till, ports.answers());
        var stall = new Stall(ports.tools());
        var limit = new StepLimit(settings, ports.clock());
        var calls = new Calls(ports.tools(), backoff, stall);
        var compaction = new Compaction(ports.scribe(), till);
        var turns = new Turns(briefing, calls, compaction, thinking, limit, new Brakes(stall), form, reins);
        return new Loop(ports.journal(), turns, backoff, ports.agenda(), ended);
    }

    private static Operations operations(
            Ground ground,
            World world,
            Doors doors,
            Conversations conversations,
            Personas personas,
            PastDoors past,
            SqlReliability reliability,
            Remembered remembered) {
        var journal = ground.journal();
        var json = Json.wire();
        var tales = new Tales(journal);
        var handlers = new HashMap<String, Operations.Handler>();
        var runs = doors.runs();
        var views = new RunViews(runs, doors.lists(), world.clock());
        handlers.putAll(new RunsApi(runs, doors.lists(), doors.letters(), views, journal, new Wire(json)).handlers());
        handlers.putAll(new EstimatesApi(ground.budget().estimates(), runs, personas, ground.models()).handlers());
        handlers.putAll(new SignalsApi(doors.signals(), doors.stops(), views).handlers());
        handlers.putAll(new QueueApi(doors.queue(), runs, views).handlers());
        handlers.putAll(new DeadLettersApi(doors.letters(), runs, views).handlers());
        handlers.putAll(new DoubtsApi(doors.doubts()).handlers());
        handlers.putAll(new OutputsApi(ground.archive()).handlers());
        handlers.putAll(new OriginsApi(ground.artifacts(), runs, views).handlers());
        handlers.putAll(
                new ConversationsApi(conversations, ground.projects(), personas, doors.lists(), journal, tales, json)
                        .handlers());
        handlers.putAll(new PersonasApi(personas).handlers());
        handlers.putAll(new ChatApi(runs, conversations, personas, journal, tales, json).handlers());
        handlers.putAll(new PastApi(runs, views, past).handlers());
        handlers.putAll(new RegressionsApi(runs, past.tests()).handlers());
        handlers.putAll(new ForksApi(runs, views, past.forks(), past.snapshots()).handlers());
        handlers.putAll(new ReliabilityApi(reliability).handlers());
        handlers.putAll(new RememberedApi(remembered).handlers());
        var bench = new Bench(ground.tools(), world.settings());
        handlers.putAll(new BenchApi(bench, ground.models(), ground.paying(), reliability).handlers());
        var work = new RunWork(journal, doors.lists(), ground.checkpoints());
        var undos = new RunUndos(work, ground.undos());
        handlers.putAll(new RunUndosApi(runs, work, undos, ground.checkpoints()).handlers());
        return new Operations("agents", handlers);
    }

    /** What the room keeps at hand. */
    public List<Vitals.Cache> caches() {
        return List.of(conversations.cache());
    }

    /** Takes up the runs that an earlier life of the kernel left behind; once dispatch has started. */
    public void resume() {
        wakes.start();
    }

    /** Takes up what a kernel left behind that shared the database and is gone. */
    public void takeOver() {
        wakes.takeUp();
    }

    /** Stops listening for answers; runs stop with dispatch. */
    @Override
    public void close() {
        wakes.close();
        followUps.close();
    }
}
