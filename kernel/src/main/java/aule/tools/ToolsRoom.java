package aule.tools;

import aule.api.Operations;
import aule.breaker.Breakers;
import aule.journal.Journal;
import aule.kernel.Ids;
import aule.kernel.Transactions;
import aule.models.Models;
import aule.models.PaidModels;
import aule.models.Painters;
import aule.network.Ways;
import aule.policy.PolicyRoom;
import aule.processes.Processes;
import aule.sandbox.Sandbox;
import aule.schema.Schemas;
import aule.store.Blobs;
import aule.terminals.Terminals;
import aule.web.WebRoom;
import aule.workspace.Artifacts;
import aule.workspace.WorkspaceRoom;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * The room's doors, ready for the composition root.
 *
 * @param asking to be called once where agents may have models asked
 */
public record ToolsRoom(Tools tools, Asking asking, Archive archive, Operations operations) {

    /** Registers the tools that ask a model something by the way. */
    @FunctionalInterface
    public interface Asking {
        void with(Models models, PaidModels paid, Painters painters);
    }

    /** What the room stands on. */
    public record Ground(
            Journal journal,
            Transactions<Handle> transactions,
            Blobs blobs,
            InstantSource clock,
            Ids ids,
            Breakers breakers,
            CallLimit limit) {

        /** With the usual limit to how often tools are called. */
        public Ground(
                Journal journal,
                Transactions<Handle> transactions,
                Blobs blobs,
                InstantSource clock,
                Ids ids,
                Breakers breakers) {
            this(journal, transactions, blobs, clock, ids, breakers, CallLimit.DEFAULT);
        }
    }

    /**
     * Opens the room before the journal's first append.
     *
     * @param sandbox where commands run; asked only when a call is decided
     * @param processes what goes on in the background, and where commands run that find it
     * @param ways the network of commands
     */
    public static ToolsRoom open(
            Ground ground,
            Schemas schemas,
            PolicyRoom policy,
            WorkspaceRoom workspace,
            Supplier<Sandbox> sandbox,
            Processes processes,
            Ways ways) {
        var projects = workspace.projects();
        var confirmations = policy.confirmations();
        var readings = new Readings();
        Desk.Room desks = project -> new Desk(projects.workspace(project), projects.outside(), readings);
        var catalogue = new Catalogue(natives(desks, () -> processes, ways), schemas);
        var rungs = new Rungs(sandbox);
        var receipts = new SqlReceipts(ground.transactions(), rungs::of);
        var kept = new SqlOutputs(ground.transactions());
        List.of(receipts, kept).forEach(ground.journal()::project);
        var outputs = new Outputs(ground.blobs(), ground.ids());
        catalogue.add(new ReadOutput(kept, outputs));
        catalogue.add(new UseTool(catalogue::exactly));
        var decisions = new Decisions(policy.policy(), sandbox, desks, rungs);
        var rate = new Rate(ground.clock(), ground.limit());
        var guard = new Guard(ground.breakers());
        var keeper = new WorkspaceKeeper(workspace.checkpoints());
        var answers =
                new Answers(ground.journal(), ground.clock(), ground.ids(), guard, outputs, keeper, decisions::walled);
        var tools = new Tools(catalogue, new Arguments(schemas, desks), rate, decisions, confirmations, answers);
        confirmations.revalidate(tools::faults);
        var hand = new ByHand(tools, confirmations, rate, ground.ids());
        var api = new ToolsApi(catalogue, decisions, guard, receipts, hand, projects);
        Asking asking = (models, paid, painters) -> asking(
                        desks, new ModelErrands(models, paid, painters), workspace.artifacts())
                .forEach(tools::register);
        return new ToolsRoom(tools, asking, new Archive(kept, outputs), api.operations());
    }

    /** Lets agents read the terminals that people share with them, and type into them. */
    public void typing(Terminals terminals) {
        List.of(new TerminalRead(terminals), new TerminalWrite(terminals)).forEach(tools::register);
    }

    /** The tools that read the web, to be registered. */
    public static List<Tool> web(WebRoom web, InstantSource clock) {
        return List.of(new WebSearch(web.search(), clock), new WebFetch(web.pages()));
    }

    private static List<Tool> asking(Desk.Room desks, ModelErrands errands, Artifacts artifacts) {
        return List.of(
                new AnalyzeImage(desks, errands),
                new GenerateText(desks, errands, artifacts),
                new GenerateImage(desks, errands));
    }

    static List<Tool> natives(Desk.Room desks, Supplier<Processes> processes, Ways ways) {
        return List.of(
                new ReadFile(desks),
                new WriteFile(desks),
                new EditFile(desks),
                new MultiEdit(desks),
                new ApplyPatch(desks),
                new AppendFile(desks),
                new ListDir(desks),
                new GlobFiles(desks),
                new Grep(desks),
                new Stat(desks),
                new MakeDir(desks),
                new Copy(desks),
                new Move(desks),
                new Delete(desks),
                new Exec(desks, processes, ways),
                new ProcessTool(processes),
                new RunCode(desks, processes, ways),
                new Think(),
                new AskUser(),
                new Complete());
    }
}
