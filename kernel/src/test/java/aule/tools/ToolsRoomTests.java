package aule.tools;

import static org.assertj.core.api.Assertions.assertThat;

import aule.breaker.Breakers;
import aule.policy.PolicyRoom;
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
        var room = ToolsRoom.open(ground, new Schemas(), policy, workspace.projects(), NoCommands::isolating);
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
}
