package aule.agents;

import static org.assertj.core.api.Assertions.assertThat;

import aule.journal.Journal.Origin;
import aule.kernel.OrgId;
import aule.kernel.RunEvent;
import aule.kernel.StreamId;
import aule.kernel.TokenUsage;
import aule.kernel.ToolName;
import aule.models.ChatModel.Message;
import aule.policy.Confirmation;
import aule.policy.Confirmations;
import aule.testkit.AgentsHome;
import aule.testkit.ScriptedModel;
import aule.testkit.Turn;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A call that the kernel died in is flagged, and a person can say what became of it. */
@Timeout(60)
class DoubtsTests {

    private static final String ARGUMENTS = "{\"command\": \"echo paid >> bill.txt\"}";

    @TempDir
    Path folder;

    private RunState run;

    /** A run whose kernel was killed in the middle of a call. */
    @BeforeEach
    void diesInACall() {
        try (var home = AgentsHome.asleep(folder, ScriptedModel.saying())) {
            run = home.start("pay the bill");
            var id = run.id();
            var asked = List.of(new RunEvent.ToolRequest("call-1", "exec", ARGUMENTS));
            home.journal()
                    .append(
                            StreamId.of(id),
                            Origin.kernel(id.value()),
                            List.of(
                                    new RunEvent.Dispatched(id, 0, "first"),
                                    new RunEvent.ModelAnswered(
                                            id,
                                            1,
                                            "m",
                                            "",
                                            "I pay.",
                                            asked,
                                            TokenUsage.NONE,
                                            1,
                                            1,
                                            1,
                                            "hash",
                                            null,
                                            null,
                                            null,
                                            false,
                                            null,
                                            null),
                                    new RunEvent.ToolCalled(
                                            id,
                                            1,
                                            "call-1",
                                            new ToolName("exec"),
                                            ARGUMENTS,
                                            "write",
                                            "allow:x",
                                            id + "/call-1",
                                            "",
                                            null)));
        }
    }

    private String path() {
        return "/v1/runs/%s/doubts/call-1".formatted(run.id());
    }

    private void answer(AgentsHome home) {
        var confirmations = home.policy().confirmations();
        var pending = confirmations.page(OrgId.LOCAL, Optional.of(Confirmation.Status.PENDING), "", 10);
        confirmations.resolve(
                AgentsHome.OWNER,
                pending.getFirst().id(),
                new Confirmations.Resolution(Confirmations.Decision.ANSWER, null, "Go on.", Confirmations.Memory.ONCE));
    }

    @ParameterizedTest
    @CsvSource({
        "retry, Make the same call again",
        "done, do not repeat it",
        "failed, Go on without it",
    })
    void aDecisionIsReadByTheModelBeforeItsNextAnswer(String choice, String words) {
        var model = ScriptedModel.saying(Turn.call("ask_user", "{\"question\": \"Well?\"}"), Turn.text("done"));
        try (var home = AgentsHome.open(folder, model)) {
            home.await(run, "waits", it -> it.status() == RunStatus.WAITING);
            assertThat(model.requests().getFirst().messages().getLast())
                    .isInstanceOfSatisfying(
                            Message.ToolResult.class,
                            it -> assertThat(it.output()).contains("call-1", "call it again", "go on without it"));

            var settled = home.post(path(), "{\"choice\": \"%s\", \"note\": \"I asked them.\"}".formatted(choice));
            assertThat(settled.statusCode()).as(settled.body()).isEqualTo(200);
            assertThat(settled.body()).contains("\"choice\":\"" + choice + "\"", "\"note\":\"I asked them.\"");
            answer(home);

            assertThat(home.ended(run).status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(model.requests().getLast().messages().getLast())
                    .isInstanceOfSatisfying(
                            Message.User.class, it -> assertThat(it.text()).contains("call-1", words, "I asked them."));
        }
    }

    @Test
    void itIsListedUntilSomebodyDecidesAndOnlyOnce() {
        try (var home = AgentsHome.open(folder, ScriptedModel.saying(Turn.text("I cannot tell.")))) {
            home.ended(run);
            assertThat(home.get("/v1/doubts?open=true").body())
                    .contains("\"call_id\":\"call-1\"", "\"tool\":\"exec\"", "echo paid", "\"count\":1")
                    .doesNotContain("settled");
            assertThat(home.get("/v1/runs/" + run.id()).body())
                    .contains("\"doubts\":[{\"run_id\":\"" + run.id(), "echo paid");
            assertThat(home.get("/v1/runs").body()).doesNotContain("doubts");

            assertThat(home.post(path(), "{\"choice\": \"done\"}").statusCode()).isEqualTo(200);

            assertThat(home.get("/v1/doubts?open=true").body()).contains("\"count\":0");
            assertThat(home.get("/v1/doubts?open=false").body()).contains("\"choice\":\"done\"", "\"by\":\"user-");
            assertThat(home.get("/v1/doubts?limit=1").body()).contains("\"count\":1");
            assertThat(home.get("/v1/runs/" + run.id()).body()).contains("\"choice\":\"done\"");
            assertThat(home.run(run).status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(home.events(run, RunEvent.Settled.class))
                    .containsExactly(new RunEvent.Settled(run.id(), "call-1", "done", ""));
            var twice = home.post(path(), "{\"choice\": \"failed\"}");
            assertThat(twice.statusCode()).isEqualTo(409);
            assertThat(twice.body()).contains("\"code\":\"conflict\"", "somebody has settled it");
        }
    }

    @Test
    void nonsenseIsRefused() {
        try (var home = AgentsHome.open(folder, ScriptedModel.saying(Turn.text("I cannot tell.")))) {
            home.ended(run);

            assertThat(home.post(path(), "{\"choice\": \"perhaps\"}").statusCode())
                    .isEqualTo(400);
            assertThat(home.post(path(), "{}").statusCode()).isEqualTo(400);
            assertThat(home.post(path() + "0", "{\"choice\": \"done\"}").statusCode())
                    .isEqualTo(404);
            assertThat(home.post("/v1/runs/run-none/doubts/call-1", "{\"choice\": \"done\"}")
                            .statusCode())
                    .isEqualTo(404);
            assertThat(home.get("/v1/doubts?color=red").statusCode()).isEqualTo(400);
            assertThat(home.anonymously("/v1/doubts").statusCode()).isEqualTo(401);
        }
    }
}
