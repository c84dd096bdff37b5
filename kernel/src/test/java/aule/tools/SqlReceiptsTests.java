package aule.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import aule.kernel.AuleException;
import aule.kernel.CheckpointId;
import aule.kernel.ErrorCode;
import aule.kernel.FileChange;
import aule.kernel.OrgId;
import aule.kernel.ReceiptId;
import aule.kernel.RunEvent;
import aule.kernel.ToolName;
import aule.store.Database;
import aule.testkit.FixedClock;
import aule.testkit.TempDatabase;
import aule.testkit.WithJournal;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlReceiptsTests extends WithJournal {

    private static final ToolName EXEC = new ToolName("exec");
    private static final ReceiptId ID = new ReceiptId("rcpt-1");

    @TempDir
    Path folder;

    private SqlReceipts receipts;

    @Override
    protected Database open() {
        return TempDatabase.open(folder, "journal", "tools");
    }

    @BeforeEach
    void opensReceipts() {
        receipts = new SqlReceipts(database(), _ -> "bwrap");
        journal().project(receipts);
    }

    @Test
    void aReceiptHoldsWhatTheEventsSaid() {
        journal().append(STREAM, ORIGIN, List.of(called(), answered(ID)));

        assertThat(receipts.find(OrgId.LOCAL, ID))
                .contains(new Receipt(
                        ID,
                        OrgId.LOCAL,
                        RUN,
                        "call-1",
                        EXEC,
                        "write",
                        SqlReceipts.sha256("{\"command\":\"ls\"}"),
                        SqlReceipts.sha256("out"),
                        "approved",
                        "dangerous-command",
                        false,
                        3,
                        List.of(new FileChange("a", "created", 1, 1, 0)),
                        FixedClock.NOON,
                        12,
                        "bwrap",
                        false,
                        null,
                        new CheckpointId("chk-1")));
    }

    @Test
    void aCallIsAnnouncedOnceAndAnsweredOnce() {
        journal().append(STREAM, ORIGIN, List.of(called()));
        refuses(called());
        journal().append(STREAM, ORIGIN, List.of(answered(ID)));
        refuses(answered(new ReceiptId("rcpt-2")));
        assertThat(journal().read(STREAM, 0, 10)).hasSize(2);
    }

    @Test
    void anAnswerWithoutExecutionLeavesNoReceipt() {
        journal().append(STREAM, ORIGIN, List.of(answered(null)));

        assertThat(receipts.find(OrgId.LOCAL, ID)).isEmpty();
    }

    private void refuses(RunEvent event) {
        assertThatExceptionOfType(AuleException.class)
                .isThrownBy(() -> journal().append(STREAM, ORIGIN, List.of(event)))
                .returns(ErrorCode.CONFLICT, AuleException::code);
    }

    private static RunEvent called() {
        return new RunEvent.ToolCalled(
                RUN,
                1,
                "call-1",
                EXEC,
                "{\"command\":\"ls\"}",
                "write",
                "approved:dangerous-command",
                "key",
                "",
                new CheckpointId("chk-1"));
    }

    private static RunEvent answered(@Nullable ReceiptId id) {
        var changes = List.of(new FileChange("a", "created", 1, 1, 0));
        return new RunEvent.ToolAnswered(
                RUN, 1, "call-1", EXEC, false, "out", "tool_failed", 3, false, 12, id, changes);
    }
}
