package aule.tools;

import aule.breaker.Breakers;
import aule.journal.Journal;
import aule.kernel.CheckpointId;
import aule.kernel.Envelope;
import aule.kernel.Event;
import aule.kernel.OrgId;
import aule.kernel.PersonaId;
import aule.kernel.Principal;
import aule.kernel.ProjectId;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.StreamId;
import aule.kernel.ToolName;
import aule.kernel.UserId;
import aule.network.Ways;
import aule.policy.Confirmations;
import aule.policy.PolicyRoom;
import aule.processes.ProcessesRoom;
import aule.rules.RulesRoom;
import aule.sandbox.Sandbox;
import aule.schema.Schemas;
import aule.store.Database;
import aule.store.StoreRoom;
import aule.testkit.CountingIds;
import aule.testkit.NoCommands;
import aule.testkit.TempDatabase;
import aule.testkit.WithJournal;
import aule.workspace.Beneath;
import aule.workspace.Outside;
import aule.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test that has tools, with a policy, a journal and an empty workspace of its own. */
abstract class WithTools extends WithJournal {

    static final ProjectId PROJECT = new ProjectId("proj-default");
    static final UserId ANA = new UserId("user-ana");
    static final Principal PERSON = new Principal(OrgId.LOCAL, ANA, "Ana", Set.of());

    @TempDir
    Path home;

    /** A folder of the machine that is in no workspace; the person's own. */
    @TempDir
    Path world;

    Path folder;
    Desk desk;
    Sandbox sandbox = NoCommands.isolating();
    Confirmations confirmations;
    SqlReceipts receipts;
    Catalogue catalogue;
    ByHand hand;
    Archive archive;
    Tools tools;
    ProcessesRoom background;
    Keeper keeper = (_, _) -> new CheckpointId("chk-before");
    final List<Tool> more = new ArrayList<>();

    @Override
    protected Database open() {
        return TempDatabase.open(home, "journal", "policy", "processes", "tools");
    }

    @BeforeEach
    void opensTools() throws IOException {
        folder = Files.createDirectories(home.resolve("projects/default"));
        desk = new Desk(
                new Workspace(PROJECT, folder, Beneath.of(folder, owner())),
                Outside.of(List.of(home), world),
                new Readings());
        var life = life(journal());
        tools = life.tools();
        confirmations = life.confirmations();
        receipts = life.receipts();
        catalogue = life.catalogue();
        hand = life.hand();
        archive = life.archive();
        background = life.background();
    }

    /** Whom files belong to that the kernel writes. */
    OptionalInt owner() {
        return OptionalInt.empty();
    }

    /** What one life of the kernel has. */
    record Life(
            Tools tools,
            Confirmations confirmations,
            SqlReceipts receipts,
            Catalogue catalogue,
            ByHand hand,
            Archive archive,
            ProcessesRoom background) {}

    /** The room as a life of the kernel builds it. */
    Life life(Journal journal) {
        var ids = new CountingIds();
        var schemas = new Schemas();
        var policy = PolicyRoom.open(home, RulesRoom.open().rules(), journal, database(), ids);
        var questions = policy.confirmations();
        var processes = ProcessesRoom.open(home, "test", database(), journal, () -> sandbox, ids);
        var all = new ArrayList<>(ToolsRoom.natives(_ -> desk, processes::processes, Ways.NONE));
        all.addAll(more);
        var known = new Catalogue(all, schemas);
        var rungs = new Rungs(() -> sandbox);
        var proofs = new SqlReceipts(database(), rungs::of);
        journal.project(proofs);
        var kept = new SqlOutputs(database());
        journal.project(kept);
        var outputs = new Outputs(StoreRoom.blobs(home, "test"), ids);
        known.add(new ReadOutput(kept, outputs));
        var rate = new Rate(clock);
        var decisions = new Decisions(policy.policy(), () -> sandbox, _ -> desk, rungs);
        var built = new Tools(
                known,
                new Arguments(schemas, _ -> desk),
                rate,
                decisions,
                questions,
                new Answers(
                        journal,
                        clock,
                        ids,
                        new Guard(new Breakers(Breakers.Settings.DEFAULT, clock)),
                        outputs,
                        (request, tool) -> keeper.keep(request, tool),
                        decisions::walled));
        questions.revalidate(built::faults);
        return new Life(
                built,
                questions,
                proofs,
                known,
                new ByHand(built, questions, rate, ids),
                new Archive(kept, outputs),
                processes);
    }

    static Tools.Request request(String callId, String tool, String arguments) {
        return request(RUN, callId, tool, arguments, Set.of());
    }

    static Tools.Request request(RunId run, String callId, String tool, String arguments, Set<ToolName> allowed) {
        var origin = new Journal.Origin(OrgId.LOCAL, PROJECT, run.value(), run.value(), null, Journal.NO_LEASE);
        return new Tools.Request(
                OrgId.LOCAL,
                ANA,
                PROJECT,
                new PersonaId("pers-coder"),
                run,
                1,
                callId,
                tool,
                arguments,
                allowed,
                Tool.Bounds.NONE,
                origin);
    }

    RunEvent.ToolAnswered answer(String callId, String tool, String arguments) throws InterruptedException {
        return answered(tools.perform(request(callId, tool, arguments)));
    }

    static RunEvent.ToolAnswered answered(Tools.Outcome outcome) {
        return ((Tools.Outcome.Answered) outcome).answer();
    }

    /** What the file tools of a project would say, without the path of a call. */
    Tool.Result call(Tool tool, Record input) throws InterruptedException {
        return tool.call(
                new Tool.Call(OrgId.LOCAL, ANA, RUN, "call-1", PROJECT, "key", input, Tool.Bounds.NONE, (_, _) -> {}));
    }

    List<Event> events() {
        return events(RUN);
    }

    List<Event> events(RunId run) {
        return journal().read(StreamId.of(run), 0, 1_000).stream()
                .map(Envelope::body)
                .toList();
    }

    void write(String path, String content) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    String read(String path) throws IOException {
        return Files.readString(folder.resolve(path));
    }
}
