package aule.agents;

import static aule.agents.RunsApiTests.json;
import static org.assertj.core.api.Assertions.assertThat;

import aule.journal.Journal.Origin;
import aule.kernel.Event;
import aule.kernel.RunEvent;
import aule.kernel.StreamId;
import aule.models.ChatModel.Message;
import aule.testkit.AgentsHome;
import aule.testkit.Awaiting;
import aule.testkit.ScriptedModel;
import aule.testkit.Turn;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class MessagesTests {

    @TempDir
    Path folder;

    private static HttpResponse<String> say(AgentsHome home, RunState run, String text) {
        return home.post("/v1/runs/%s/messages".formatted(run.id()), "{\"text\": \"%s\"}".formatted(text));
    }

    private static List<Message> lastAsked(ScriptedModel model) {
        return model.requests().getLast().messages();
    }

    @Test
    void areReadBeforeTheNextAnswer() {
        var model = ScriptedModel.saying(
                Turn.call("exec", "{\"command\": \"until [ -e go ]; do sleep 0.02; done\"}"), Turn.text("done"));
        try (var home = AgentsHome.open(folder, model)) {
            var run = home.await(home.start("work"), "calls", it -> it.work().openCalls() == 1);

            var told = say(home, run, "In blue, please.");
            assertThat(told.statusCode()).isEqualTo(202);
            assertThat(json(home.get("/v1/runs/" + run.id()).body())
                            .path("unread")
                            .asInt())
                    .isEqualTo(1);
            home.write("go", "");
            home.ended(run);

            assertThat(lastAsked(model).getLast()).isEqualTo(new Message.User("The person says: In blue, please."));
            assertThat(lastAsked(model).get(2)).isInstanceOf(Message.ToolResult.class);
            var heard = home.events(run, RunEvent.Messaged.class).getFirst();
            assertThat(heard.messageId().value())
                    .isEqualTo(json(told.body()).path("id").asString());
            assertThat(heard.sender()).isEqualTo("user-owner");
        }
    }

    @Test
    void ofAnEarlierLifeAreReadInTheNext() {
        var stalling = ScriptedModel.saying(Turn.broken(Turn.Fault.STALL, "I think"));
        RunState run;
        try (var home = AgentsHome.open(folder, stalling)) {
            run = home.start("work");
            Awaiting.until("the model is asked", () -> stalling.requests().size() == 1);
            say(home, run, "Stop thinking.");
        }
        var model = ScriptedModel.saying(Turn.text("done"));
        try (var home = AgentsHome.open(folder, model)) {
            home.ended(run);
            assertThat(lastAsked(model)).containsExactly(new Message.User("work\n\nThe person says: Stop thinking."));
        }
    }

    @Test
    void ofAnotherRunSayWhoseTheyAre() {
        var model = ScriptedModel.saying(Turn.text("done"));
        try (var home = AgentsHome.asleep(folder, model)) {
            var run = home.start("work");
            home.agents().signals().tell(run.org(), "run-child", run.id(), "I found it.");
            home.awake();
            home.ended(run);

            assertThat(lastAsked(model))
                    .containsExactly(new Message.User("work\n\nThe agent of run-child says: I found it."));
        }
    }

    @Test
    void setARunGoingThatWaitsForAnother() {
        try (var home = AgentsHome.asleep(folder, ScriptedModel.saying())) {
            var run = waitingFor(home, "child");
            say(home, run, "Never mind the child.");

            assertThat(home.run(run).status()).isEqualTo(RunStatus.QUEUED);
        }
    }

    @Test
    void leaveARunWaitingThatWaitsForAPerson() {
        try (var home = AgentsHome.asleep(folder, ScriptedModel.saying())) {
            var run = waitingFor(home, "step_limit");
            assertThat(say(home, run, "Well done.").statusCode()).isEqualTo(202);

            assertThat(home.run(run).status()).isEqualTo(RunStatus.WAITING);
        }
    }

    private static RunState waitingFor(AgentsHome home, String reason) {
        var run = home.start("work");
        var events = List.<Event>of(
                new RunEvent.Dispatched(run.id(), 0, "first"), new RunEvent.Waiting(run.id(), reason, null));
        home.journal().append(StreamId.of(run.id()), Origin.kernel(run.id().value()), events);
        return run;
    }

    @Test
    void aHundredUnreadOnesAreEnough() {
        var model = ScriptedModel.saying(Turn.text("done"));
        try (var home = AgentsHome.asleep(folder, model)) {
            var run = home.start("work");
            for (var number = 1; number <= 100; number++) {
                home.agents().signals().tell(run.org(), "user-owner", run.id(), "hurry " + number);
            }

            var more = say(home, run, "hurry");
            assertThat(more.statusCode()).isEqualTo(429);
            assertThat(json(more.body()).path("code").asString()).isEqualTo("rate_limited");
            home.awake();
            assertThat(home.ended(run).status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(home.events(run, RunEvent.Messaged.class)).hasSize(100);
        }
    }

    @Test
    void reachNobodyOnceTheRunHasEnded() {
        try (var home = AgentsHome.open(folder, ScriptedModel.saying(Turn.text("done")))) {
            var run = home.ended(home.start("work"));

            var late = say(home, run, "One more thing.");
            assertThat(late.statusCode()).isEqualTo(409);
            assertThat(json(late.body()).path("detail").asString()).contains("start a new one");
            assertThat(home.events(run, RunEvent.Messaged.class)).isEmpty();
        }
    }

    @Test
    void haveWordsAndAnEnd() {
        try (var home = AgentsHome.asleep(folder, ScriptedModel.saying())) {
            var run = home.start("work");

            assertThat(say(home, run, " ").statusCode()).isEqualTo(400);
            assertThat(say(home, run, "x".repeat(32_001)).statusCode()).isEqualTo(400);
            assertThat(say(home, run, "x".repeat(32_000)).statusCode()).isEqualTo(202);
            assertThat(home.post("/v1/runs/run-none/messages", "{\"text\": \"x\"}")
                            .statusCode())
                    .isEqualTo(404);
        }
    }
}
