package aule.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.OrgId;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.ToolName;
import aule.store.Database;
import aule.testkit.FixedClock;
import aule.testkit.TempDatabase;
import aule.testkit.WithJournal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlDoubtsTests extends WithJournal {

    private static final ToolName EXEC = new ToolName("exec");

    @TempDir
    Path folder;

    private SqlDoubts doubts;

    @Override
    protected Database open() {
        return TempDatabase.open(folder, "journal", "agents");
    }

    @BeforeEach
    void opensDoubts() {
        doubts = new SqlDoubts(database());
        journal().project(doubts);
    }

    private void append(RunEvent... events) {
        journal().append(STREAM, ORIGIN, List.of(events));
    }

    private static RunEvent answered(String call, String error) {
        return new RunEvent.ToolAnswered(RUN, 1, call, EXEC, false, "out", error, null, false, 0, null, List.of());
    }

    private static RunEvent settled(String call) {
        return new RunEvent.Settled(RUN, call, "failed", "It broke.");
    }

    private List<String> page(Optional<Boolean> open, long before, int limit) {
        return doubts.page(OrgId.LOCAL, open, before, limit).stream()
                .map(Doubt::callId)
                .toList();
    }

    @Test
    void onlyAnOutcomeThatNobodyKnowsIsADoubt() {
        append(answered("call-1", "outcome_unknown"), answered("call-2", "tool_failed"));

        assertThat(doubts.find(OrgId.LOCAL, RUN, "call-1"))
                .contains(new Doubt(RUN, "call-1", EXEC, "{}", 1, FixedClock.NOON, null));
        assertThat(doubts.find(OrgId.LOCAL, RUN, "call-2")).isEmpty();
        assertThat(doubts.find(OrgId.LOCAL, new RunId("run-2"), "call-1")).isEmpty();
        assertThat(doubts.find(new OrgId("org-other"), RUN, "call-1")).isEmpty();
    }

    @Test
    void aDoubtIsSettledOnce() {
        append(answered("call-1", "outcome_unknown"));
        append(settled("call-1"));

        assertThat(doubts.find(OrgId.LOCAL, RUN, "call-1").orElseThrow().settled())
                .isEqualTo(new Doubt.Settlement(Doubt.Choice.FAILED, "It broke.", "kernel", FixedClock.NOON));
        assertThatExceptionOfType(AuleException.class)
                .isThrownBy(() -> append(settled("call-1")))
                .returns(ErrorCode.CONFLICT, AuleException::code);
        assertThat(journal().read(STREAM, 0, 10)).hasSize(2);
    }

    @Test
    void pagesGoFromTheLatestDown() {
        append(
                answered("call-1", "outcome_unknown"),
                answered("call-2", "outcome_unknown"),
                answered("call-3", "outcome_unknown"));
        append(settled("call-2"));

        assertThat(page(Optional.empty(), Long.MAX_VALUE, 2)).containsExactly("call-3", "call-2");
        assertThat(page(Optional.empty(), 2, 2)).containsExactly("call-1");
        assertThat(page(Optional.of(true), Long.MAX_VALUE, 9)).containsExactly("call-3", "call-1");
        assertThat(page(Optional.of(false), Long.MAX_VALUE, 9)).containsExactly("call-2");
    }
}
