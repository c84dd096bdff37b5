package aule.tools;

import static org.assertj.core.api.Assertions.assertThat;

import aule.breaker.Breakers;
import aule.kernel.Envelope;
import aule.kernel.Ids;
import aule.kernel.OrgId;
import aule.kernel.RunEvent;
import aule.kernel.SystemClock;
import aule.network.Ways;
import aule.policy.PolicyRoom;
import aule.processes.Processes;
import aule.processes.ProcessesRoom;
import aule.rules.RulesRoom;
import aule.schema.Contract;
import aule.schema.Operation;
import aule.schema.Schemas;
import aule.store.Database;
import aule.store.StoreRoom;
import aule.testkit.CountingIds;
import aule.testkit.NoCommands;
import aule.testkit.TempDatabase;
import aule.testkit.WithJournal;
import aule.workspace.WorkspaceRoom;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolsRoomTests extends WithJournal {

    @TempDir
    private Path home;

    @Override
    protected Database open() {
        return TempDatabase.open(home, "journal", "workspace", "policy", "tools");
    }

    @Test
    void theRoomsServeWhatTheirContractsPromise() throws Exception {
        var ids = new CountingIds();
        var workspace =
                WorkspaceRoom.open(home, home, database(), journal(), (_, _) -> OptionalInt.empty(), clock, ids);
        var policy = PolicyRoom.open(home, RulesRoom.open().rules(), journal(), database(), ids);
        var ground = new ToolsRoom.Ground(
                journal(),
                database(),
                StoreRoom.blobs(home, "test"),
                clock,
                ids,
                new Breakers(Breakers.Settings.DEFAULT, clock));
        var room = ToolsRoom.open(
                ground, new Schemas(), policy, workspace, NoCommands::isolating, processes(ids), Ways.NONE);
        workspace.begin();

        for (var operations : Set.of(policy.operations(), room.operations())) {
            var contract = Contract.of(operations.room());
            assertThat(contract.complaints()).isEmpty();
            assertThat(contract.operations())
                    .extracting(Operation::id)
                    .containsExactlyInAnyOrderElementsOf(operations.handlers().keySet());
        }
        var written = room.tools()
                .perform(WithTools.request("call-1", "write_file", "{\"path\":\"a.txt\",\"content\":\"x\"}"));
        assertThat(WithTools.answered(written).ok()).isTrue();
        assertThat(home.resolve("projects/default/a.txt")).hasContent("x");
    }

    @Test
    void everyChangingCallCanBeUndone() throws Exception {
        var ids = new CountingIds();
        var workspace = WorkspaceRoom.open(
                home, home, database(), journal(), (_, _) -> OptionalInt.empty(), SystemClock.UTC, ids);
        var policy = PolicyRoom.open(home, RulesRoom.open().rules(), journal(), database(), ids);
        var ground = new ToolsRoom.Ground(
                journal(),
                database(),
                StoreRoom.blobs(home, "test"),
                clock,
                ids,
                new Breakers(Breakers.Settings.DEFAULT, clock));
        var tools = ToolsRoom.open(
                        ground, new Schemas(), policy, workspace, NoCommands::isolating, processes(ids), Ways.NONE)
                .tools();
        workspace.begin();
        for (var call : List.of("one", "two", "two", "three")) {
            var arguments = "{\"path\":\"a.txt\",\"content\":\"%s\"}".formatted(call);
            tools.perform(WithTools.request("call-" + called().size(), "write_file", arguments));
        }

        var before = called().stream()
                .map(it -> Objects.requireNonNull(it.checkpointId()))
                .toList();
        assertThat(before.get(2)).isNotEqualTo(before.get(1));
        assertThat(before.get(3)).isEqualTo(before.get(2));
        var checkpoints = workspace.checkpoints();
        assertThat(checkpoints.find(OrgId.LOCAL, before.get(2)).run()).isEqualTo(RUN);
        assertThat(checkpoints.find(OrgId.LOCAL, before.getFirst()).label()).isEqualTo("Before write_file");
        assertThat(checkpoints.find(OrgId.LOCAL, before.get(2)).label()).isEqualTo("After write_file");
        checkpoints.restore(ORIGIN, before.get(1), List.of());
        assertThat(home.resolve("projects/default/a.txt")).hasContent("one");
        checkpoints.restore(ORIGIN, before.getFirst(), List.of());
        assertThat(home.resolve("projects/default/a.txt")).doesNotExist();
    }

    private List<RunEvent.ToolCalled> called() {
        return journal().read(STREAM, 0, 100).stream()
                .map(Envelope::body)
                .filter(RunEvent.ToolCalled.class::isInstance)
                .map(RunEvent.ToolCalled.class::cast)
                .toList();
    }

    private Processes processes(Ids ids) {
        return ProcessesRoom.open(home, "test", database(), journal(), NoCommands::isolating, ids)
                .processes();
    }
}
