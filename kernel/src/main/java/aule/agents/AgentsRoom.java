package aule.agents;

import aule.agents.loop.Backoff;
import aule.agents.loop.Briefing;
import aule.agents.loop.Calls;
import aule.agents.loop.Loop;
import aule.agents.loop.Recall;
import aule.agents.loop.Reins;
import aule.agents.loop.StepLimit;
import aule.agents.loop.SystemPrompt;
import aule.agents.loop.Thinking;
import aule.agents.loop.Turns;
import aule.api.Operations;
import aule.dispatch.Dispatch;
import aule.journal.Journal;
import aule.journal.Wire;
import aule.kernel.Ids;
import aule.kernel.Transactions;
import aule.models.Models;
import aule.policy.Confirmations;
import aule.schema.Json;
import aule.system.Vitals;
import aule.system.Workload;
import aule.tools.Tools;
import aule.workspace.Projects;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;

/** The room's doors, ready for the composition root. */
public record AgentsRoom(
        Runs runs,
        Conversations conversations,
        Personas personas,
        Workload workload,
        Operations operations,
        Wakes wakes)
        implements AutoCloseable {

    /** The rooms below that agents work with. */
    public record Ground(
            Journal journal,
            Transactions<Handle> transactions,
            Dispatch dispatch,
            Models models,
            Projects projects,
            Confirmations confirmations,
            Tools tools) {}

    /** What only a test decides. */
    public record World(InstantSource clock, Ids ids, ZoneId zone, Settings settings) {

        public static World of(InstantSource clock, Ids ids) {
            return new World(clock, ids, ZoneId.systemDefault(), Settings.DEFAULT);
        }
    }

    /** Opens the room before the journal's first append and before dispatch starts. */
    public static AgentsRoom open(Ground ground, World world) {
        var journal = ground.journal();
        var runs = new SqlRuns(ground.transactions());
        var chats = new SqlConversations(ground.transactions());
        var messages = new SqlMessages(ground.transactions());
        var figures = new SqlFigures(ground.transactions(), world.clock());
        List.of(runs, figures, chats, messages).forEach(journal::project);

        var conversations = new Conversations(journal, chats, messages, world.ids());
        var personas = new Personas(
                new SqlPersonas(ground.transactions()),
                BuiltinPersonas.read(),
                ground.tools(),
                ground.models(),
                world.clock(),
                world.ids());
        var endings = new Endings(ground.confirmations(), conversations);
        var goals = new Goals(ground.projects(), personas, conversations);
        var door = new Runs(journal, ground.dispatch(), runs, figures, goals, conversations, endings, world.ids());
        var agenda = new Agenda(ground.dispatch(), world.clock());
        ground.dispatch().handle(Runs.KIND, loop(ground, world, personas, conversations, endings, agenda));
        personas.seed();
        var operations = operations(ground, world, door, runs, conversations, personas);
        return new AgentsRoom(
                door,
                conversations,
                personas,
                figures,
                operations,
                new Wakes(journal, runs, door, agenda, conversations, endings));
    }

    private static Loop loop(
            Ground ground,
            World world,
            Personas personas,
            Conversations conversations,
            Endings endings,
            Agenda agenda) {
        var settings = world.settings();
        var backoff = new Backoff(settings.patience(), world.clock(), RandomGenerator.getDefault());
        var briefing = new Briefing(
                personas,
                ground.projects(),
                ground.models(),
                ground.tools(),
                new Recall(conversations, ground.journal(), settings),
                new SystemPrompt(world.zone()),
                settings);
        var thinking = new Thinking(ground.journal());
        var limit = new StepLimit(settings, world.clock());
        var turns = new Turns(briefing, new Calls(ground.tools(), backoff), thinking, limit, new Reins());
        return new Loop(ground.journal(), world.clock(), turns, backoff, agenda, endings::ended);
    }

    private static Operations operations(
            Ground ground, World world, Runs runs, SqlRuns table, Conversations conversations, Personas personas) {
        var journal = ground.journal();
        var json = Json.wire();
        var tales = new Tales(journal);
        var handlers = new HashMap<String, Operations.Handler>();
        handlers.putAll(new RunsApi(runs, journal, new Wire(json), world.clock()).handlers());
        handlers.putAll(new ConversationsApi(conversations, ground.projects(), personas, table, journal, tales, json)
                .handlers());
        handlers.putAll(new PersonasApi(personas).handlers());
        handlers.putAll(new ChatApi(runs, conversations, personas, journal, tales, json).handlers());
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

    /** Stops listening for answers; runs stop with dispatch. */
    @Override
    public void close() {
        wakes.close();
    }
}
