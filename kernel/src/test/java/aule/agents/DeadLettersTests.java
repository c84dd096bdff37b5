package aule.agents;

import static aule.agents.RunsApiTests.json;
import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.NoteEvent;
import aule.kernel.PersonaId;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.RunLimits;
import aule.testkit.AgentsHome;
import aule.testkit.Awaiting;
import aule.testkit.ScriptedModel;
import aule.testkit.Turn;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class DeadLettersTests {

    @TempDir
    Path folder;

    private final ScriptedModel model = ScriptedModel.saying();
    private AgentsHome home;

    @BeforeEach
    void opens() {
        home = AgentsHome.open(folder, model);
    }

    @AfterEach
    void closes() {
        home.close();
    }

    /** Gives up in the words of the model. */
    private RunState failed(String goal) {
        model.add(Turn.text("I cannot " + goal + ".").ending("gave_up"));
        return home.ended(home.start(goal));
    }

    private JsonNode letters(String query) {
        return json(home.get("/v1/dead-letters" + query).body());
    }

    private List<String> goals(String query) {
        return letters(query).path("dead_letters").values().stream()
                .map(it -> it.path("goal").asString())
                .toList();
    }

    private RunState started(String body) {
        var id = json(body).path("id").asString();
        return home.agents().runs().find(AgentsHome.OWNER.org(), new RunId(id));
    }

    @Test
    void showWhatFailedAndWhy() {
        var run = failed("fly");
        model.add(Turn.text("done"));
        home.ended(home.start("walk"));

        var letter = letters("").path("dead_letters").get(0);
        assertThat(letters("").path("count").asInt()).isEqualTo(1);
        assertThat(letter.path("id").asString()).isEqualTo(run.id().value());
        assertThat(letter.path("goal").asString()).isEqualTo("fly");
        assertThat(letter.path("code").asString()).isEqualTo("tool_failed");
        assertThat(letter.path("detail").asString()).isEqualTo("I cannot fly.");
        assertThat(letter.path("attempts").asInt()).isEqualTo(1);
        assertThat(letter.path("project_id").asString()).isEqualTo("proj-default");
        assertThat(letter.path("persona_id").asString()).isEqualTo("pers-assistant");
        assertThat(letter.has("failed_at")).isTrue();
    }

    @Test
    void areListedTheLatestFailureFirstPageByPage() {
        IntStream.rangeClosed(1, 5).forEach(number -> failed("fly " + number));

        var first = letters("?limit=2");
        assertThat(goals("?limit=2")).containsExactly("fly 5", "fly 4");
        var next = "?limit=2&cursor=" + first.path("next_cursor").asString();
        assertThat(goals(next)).containsExactly("fly 3", "fly 2");
        var last = "?limit=2&cursor=" + letters(next).path("next_cursor").asString();
        assertThat(goals(last)).containsExactly("fly 1");
        assertThat(letters(last).has("next_cursor")).isFalse();
        assertThat(goals("?q=CANNOT FLY 3".replace(" ", "%20"))).containsExactly("fly 3");
        assertThat(goals("?code=tool_failed&project_id=proj-default")).hasSize(5);
        assertThat(goals("?code=internal")).isEmpty();
        assertThat(goals("?project_id=proj-other")).isEmpty();
        assertThat(letters("?shape=array").isArray()).isTrue();
    }

    @Test
    void areTriedAgainUnderTheSameTerms() {
        model.add(Turn.text("I cannot.").ending("gave_up"));
        var goal = Goal.of("fly").within(new RunLimits(7, 70_000)).as(new PersonaId("pers-coder"));
        var run = home.ended(home.agents().runs().start(AgentsHome.OWNER, goal));
        model.add(Turn.text("I fly."));

        var accepted = home.post("/v1/dead-letters/%s/retry".formatted(run.id()), "");
        assertThat(accepted.statusCode()).isEqualTo(202);
        assertThat(json(accepted.body()).path("retry_of").asString())
                .isEqualTo(run.id().value());
        var again = home.ended(started(accepted.body()));

        assertThat(again.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(again.started().goal()).isEqualTo("fly");
        assertThat(again.started().personaId()).isEqualTo(run.started().personaId());
        assertThat(again.started().projectId()).isEqualTo(run.started().projectId());
        assertThat(again.terms()).isEqualTo(run.terms());
        assertThat(goals("")).isEmpty();
        assertThat(home.events(run.id()).getLast())
                .isEqualTo(new NoteEvent.LetterClosed(
                        run.id(), "retried", again.id().value()));
        assertThat(home.run(run).status()).isEqualTo(RunStatus.FAILED);
    }

    @Test
    void areTriedAgainInOtherWords() {
        var run = failed("fly");
        model.add(Turn.text("I walk."));

        var body = "{\"goal\": \"walk\", \"model\": \"scripted/model\", \"agent\": \"coder\", \"priority\": 2}";
        var again = home.ended(
                started(home.post("/v1/runs/%s/retry".formatted(run.id()), body).body()));

        assertThat(again.started().goal()).isEqualTo("walk");
        assertThat(again.started().model()).isEqualTo("scripted/model");
        assertThat(again.started().personaId().value()).isEqualTo("pers-coder");
        assertThat(again.terms().priority()).isEqualTo(2);
        assertThat(goals("")).isEmpty();
    }

    @Test
    void tellTheNextTryWhatWentWrong() {
        model.add(Turn.call("write_file", "{\"path\": \"wings.txt\", \"content\": \"wax\"}"));
        var run = failed("fly");
        model.add(Turn.text("I fly."));
        home.ended(
                started(home.post("/v1/runs/%s/retry".formatted(run.id()), "").body()));

        var first = model.requests().getFirst();
        var last = model.requests().getLast();
        assertThat(last.system())
                .contains(
                        "An earlier try at this goal failed (tool_failed): I cannot fly.",
                        "write_file wings.txt: done");
        assertThat(first.system()).doesNotContain("What came before");
        assertThat(last.messages()).isEqualTo(first.messages());
    }

    @Test
    void countTheAttempts() {
        var run = failed("fly");
        model.add(Turn.text("Still not.").ending("gave_up"));
        home.ended(started(
                home.post("/v1/dead-letters/%s/retry".formatted(run.id()), "").body()));
        Awaiting.until("the second letter is there", () -> !goals("").isEmpty());

        assertThat(letters("").path("count").asInt()).isEqualTo(1);
        assertThat(letters("").path("dead_letters").get(0).path("attempts").asInt())
                .isEqualTo(2);
    }

    @Test
    void areClosedOnce() {
        var run = failed("fly");

        var path = "/v1/dead-letters/%s/close".formatted(run.id());
        assertThat(home.post(path, "{\"note\": \"nobody can\"}").statusCode()).isEqualTo(204);
        assertThat(goals("")).isEmpty();
        assertThat(home.events(run.id()).getLast())
                .isEqualTo(new NoteEvent.LetterClosed(run.id(), "closed", "nobody can"));
        assertThat(home.post(path, "").statusCode()).isEqualTo(404);
        assertThat(home.post("/v1/dead-letters/%s/retry".formatted(run.id()), "")
                        .statusCode())
                .isEqualTo(404);
        assertThat(home.get("/v1/runs/" + run.id()).body()).contains("\"failed\"");
    }

    @Test
    void onlyWhatFailedOrWasCancelledIsTriedAgain() {
        model.add(Turn.text("done"));
        var completed = home.ended(home.start("walk"));
        assertThat(home.post("/v1/runs/%s/retry".formatted(completed.id()), "").statusCode())
                .isEqualTo(409);

        model.add(Turn.broken(Turn.Fault.STALL, "hm"));
        var cancelled = home.start("wait");
        home.agents().stops().cancel(AgentsHome.OWNER, cancelled.id(), "enough");
        model.add(Turn.text("done"));
        var again = home.post("/v1/runs/%s/retry".formatted(cancelled.id()), "{}");
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(home.events(cancelled.id()).getLast()).isInstanceOf(RunEvent.Cancelled.class);
        assertThat(home.post("/v1/runs/run-none/retry", "").statusCode()).isEqualTo(404);
        assertThat(home.post("/v1/runs/%s/retry".formatted(cancelled.id()), "{\"agent\": \"nobody\"}")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aRunThatItsWorkerGaveUpIsAmongThem() {
        model.add(Turn.broken(Turn.Fault.STALL, "hm"));
        var run = home.start("wait");
        Awaiting.until("the model is asked", () -> !model.requests().isEmpty());

        home.agents()
                .stops()
                .givenUp(Runs.KIND, run.id().value(), new AuleException(ErrorCode.UNAVAILABLE, "The disk is full."));

        assertThat(home.run(run).ended())
                .isEqualTo(new RunEvent.Failed(
                        run.id(), "unavailable", "The kernel could not work on this run any more: The disk is full."));
        assertThat(goals("")).containsExactly("wait");
        home.agents().stops().givenUp(Runs.KIND, run.id().value(), new IllegalStateException("late"));
        home.agents().stops().givenUp("other", run.id().value(), new IllegalStateException("not ours"));
        assertThat(home.events(run, RunEvent.Failed.class)).hasSize(1);
    }
}
