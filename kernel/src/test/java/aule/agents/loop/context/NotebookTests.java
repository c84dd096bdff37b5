package aule.agents.loop.context;

import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.FileChange;
import aule.kernel.MessageId;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.TokenUsage;
import aule.kernel.ToolName;
import java.util.List;
import org.junit.jupiter.api.Test;

class NotebookTests {

    private static final RunId RUN = new RunId("run-1");

    private final Notebook notebook = new Notebook();
    private int step;

    private void call(
            String tool, String arguments, String decision, String error, String output, FileChange... changes) {
        step++;
        var name = new ToolName(tool);
        var request = new RunEvent.ToolRequest("call-" + step, tool, arguments);
        notebook.add(new RunEvent.ModelAnswered(
                RUN,
                step,
                "m",
                "",
                "",
                List.of(request),
                TokenUsage.NONE,
                1,
                1,
                1,
                "",
                null,
                null,
                null,
                false,
                null,
                null));
        if (!decision.isEmpty()) {
            notebook.add(new RunEvent.ToolCalled(
                    RUN, step, request.callId(), name, arguments, "write", decision, "key", "", null));
        }
        notebook.add(new RunEvent.ToolAnswered(
                RUN,
                step,
                request.callId(),
                name,
                error.isEmpty(),
                output,
                error,
                null,
                false,
                1,
                null,
                List.of(changes)));
    }

    private void says(String sender, String text) {
        notebook.add(new RunEvent.Messaged(RUN, new MessageId("msg-" + step), sender, text));
    }

    @Test
    void keepsWhatPeopleSaidAndDecided() {
        call("ask_user", "{\"question\": \"Which colour?\"}", "answered:question", "", "Blue.");
        call("exec", "{\"command\": \"rm x\"}", "approved:dangerous", "", "ok");
        call("exec", "{\"command\": \"rm y\"}", "", "policy_denied", "A person said no: not y");
        says("user-ana", "Hurry.");
        says("run-2", "Found it.");

        assertThat(notebook.facts(4, 10_000))
                .containsExactly(
                        "The person said: Hurry.",
                        "The agent of run-2 said: Found it.",
                        "You asked: Which colour? The person answered: Blue.",
                        "The person approved: exec {\"command\": \"rm x\"}",
                        "Refused: exec {\"command\": \"rm y\"}: A person said no: not y");
    }

    @Test
    void leavesToTheLastStepsWhatTheyStillShow() {
        call("think", "{}", "allow:x", "", "ok");
        says("user-ana", "Hurry.");

        assertThat(notebook.facts(1, 10_000)).isEmpty();
        assertThat(notebook.facts(2, 10_000)).containsExactly("The person said: Hurry.");
    }

    @Test
    void aFailureIsNamedUntilTheSameCallSucceeds() {
        call("exec", "{\"command\": \"make\"}", "allow:x", "tool_failed", "No rule.");
        assertThat(notebook.facts(1, 10_000))
                .containsExactly(
                        "Failed, not to be repeated unchanged: exec {\"command\": \"make\"}: tool_failed: No rule.");

        call("exec", "{\"command\": \"make\"}", "allow:x", "", "built");
        assertThat(notebook.facts(2, 10_000)).isEmpty();
    }

    @Test
    void aFileIsNamedWithItsLatestState() {
        call("write_file", "{}", "allow:x", "", "ok", new FileChange("a.txt", "created", 5, 1, 0));
        call("edit_file", "{}", "allow:x", "", "ok", new FileChange("a.txt", "modified", 9, 1, 1));

        assertThat(notebook.facts(2, 10_000)).containsExactly("File a.txt: modified, 9 bytes");
    }

    @Test
    void whatThePersonSaidAndWhatIsPinnedComesFirstWhereThereIsLittleRoom() {
        call("write_file", "{}", "allow:x", "", "ok", new FileChange("a.txt", "created", 5, 1, 0));
        call("pin", "{\"fact\": \"The gate is blue.\"}", "allow:x", "", "Pinned as number 1.");
        says("user-ana", "Hurry.");
        call("exec", "{\"command\": \"make\"}", "allow:x", "tool_failed", "No rule.");

        assertThat(notebook.facts(3, 65))
                .containsExactly(
                        "Pinned 1: The gate is blue.", "The person said: Hurry.", "2 facts more found no room here.");
    }

    @Test
    void aDigestHasALineForEachStepAndStaysWithinItsBound() {
        for (var at = 0; at < 200; at++) {
            call("exec", "{\"command\": \"step %d\"}".formatted(at), "allow:x", "", "some output ".repeat(20));
        }

        var digest = Digest.of("It began.", notebook.steps(200), 2_000);
        assertThat(Words.bytes(digest)).isLessThanOrEqualTo(2_000);
        assertThat(digest)
                .contains("older lines left out", "200. exec step 199 → ok: some output")
                .doesNotContain("It began.");
        assertThat(Digest.of("It began.", notebook.steps(2), 2_000))
                .startsWith("It began.\n1. exec step 0 → ok: some output");
    }

    @Test
    void knowsHowManySummariesFailedInARow() {
        notebook.add(compacted("late"));
        notebook.add(compacted("late"));
        assertThat(notebook.failures()).isEqualTo(2);

        notebook.add(compacted(""));
        assertThat(notebook.failures()).isZero();
    }

    private static RunEvent.Compacted compacted(String failure) {
        return new RunEvent.Compacted(RUN, 1, 9, 3, "so far", List.of(), failure, null, TokenUsage.NONE, null);
    }

    @Test
    void whatNoWritingModelWouldWriteIsNoSummary() {
        assertThat(Plausible.fault("The agent wrote a.txt and has to test it.")).isEmpty();
        assertThat(Plausible.fault("代理写入了文件，然后测试了它。")).isEmpty();
        assertThat(Plausible.fault("")).isPresent();
        assertThat(Plausible.fault("x".repeat(5_000))).isPresent();
        assertThat(Plausible.fault("again ".repeat(500))).isPresent();
        assertThat(Plausible.fault("some\u0000thing else")).isPresent();
    }
}
