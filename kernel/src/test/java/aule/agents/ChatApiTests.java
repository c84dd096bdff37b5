package aule.agents;

import static aule.agents.RunsApiTests.json;
import static org.assertj.core.api.Assertions.assertThat;

import aule.models.ChatModel.Message;
import aule.testkit.AgentsHome;
import aule.testkit.Awaiting;
import aule.testkit.ScriptedModel;
import aule.testkit.Turn;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ChatApiTests {

    @TempDir
    Path folder;

    @Test
    void answersWhenTheRunHasEnded() {
        var model = ScriptedModel.saying(
                Turn.call("write_file", "{\"path\": \"a.txt\", \"content\": \"x\"}"),
                Turn.call("read_file", "{\"path\": \"a.txt\"}"),
                Turn.text("There is an x."));
        try (var home = AgentsHome.open(folder, model)) {
            var answer = home.post("/v1/agent/chat", "{\"message\": \"write an x\"}");
            assertThat(answer.statusCode()).isEqualTo(200);
            var body = json(answer.body());
            assertThat(body.path("response").asString()).isEqualTo("There is an x.");
            assertThat(body.path("conversation_id").asString()).startsWith("conv-");
            assertThat(body.path("steps").size()).isEqualTo(3);
            assertThat(body.path("steps").values().stream().limit(2))
                    .allSatisfy(
                            it -> assertThat(it.path("observation").asString()).isNotBlank());
            assertThat(body.path("steps")
                            .get(0)
                            .path("action_input")
                            .path("path")
                            .asString())
                    .isEqualTo("a.txt");
            assertThat(body.path("receipts").size()).isEqualTo(2);
            assertThat(body.path("tool_call").path("name").asString()).isEqualTo("read_file");
            assertThat(body.path("usage").path("tokens_in").asInt()).isEqualTo(30);

            var messages = json(home.get("/v1/conversations/"
                                    + body.path("conversation_id").asString() + "/messages")
                            .body())
                    .path("messages");
            assertThat(messages.values())
                    .extracting(it -> it.path("role").asString())
                    .containsExactly("user", "assistant");
            assertThat(messages.get(1).path("steps")).isEqualTo(body.path("steps"));
            assertThat(messages.get(1).path("receipts")).isEqualTo(body.path("receipts"));
        }
    }

    @Test
    void saysThatItWaitsForAPerson() {
        var model = ScriptedModel.saying(Turn.call("ask_user", "{\"question\": \"Which?\"}"), Turn.text("That one."));
        try (var home = AgentsHome.open(folder, model)) {
            var waits = home.post("/v1/agent/chat", "{\"message\": \"choose\"}");
            assertThat(waits.statusCode()).isEqualTo(202);
            var body = json(waits.body());
            assertThat(body.path("status").asString()).isEqualTo("waiting");
            var question = body.path("confirmation_id").asString();

            home.post("/v1/confirmations/" + question, "{\"decision\": \"answer\", \"text\": \"the first\"}");

            Awaiting.until(
                    "the run has ended",
                    () -> json(home.get("/v1/runs/" + body.path("run_id").asString())
                                    .body())
                            .path("status")
                            .asString()
                            .equals("completed"));
        }
    }

    @Test
    void streamsWordsStepsAndTheWholeAnswer() {
        var model = ScriptedModel.saying(Turn.call("think", "{\"thought\": \"hm\"}"), Turn.text("Hello ", "there."));
        try (var home = AgentsHome.open(folder, model)) {
            try (var lines = home.lines("POST", "/v1/agent/chat", "{\"message\": \"hi\", \"stream\": true}")) {
                var all = lines.toList();
                assertThat(all.stream().filter(it -> it.startsWith("event: ")).distinct())
                        .startsWith("event: connected")
                        .contains("event: step", "event: new_message")
                        .endsWith("event: message");
                var last = all.stream()
                        .filter(it -> it.startsWith("data: "))
                        .toList()
                        .getLast();
                assertThat(json(last.substring(6)).path("response").asString()).isEqualTo("Hello there.");
            }
        }
    }

    @Test
    void streamsOnThroughAQuestion() {
        var model = ScriptedModel.saying(Turn.call("ask_user", "{\"question\": \"Which?\"}"), Turn.text("That one."));
        try (var home = AgentsHome.open(folder, model);
                var lines = home.lines("POST", "/v1/agent/chat", "{\"message\": \"choose\", \"stream\": true}")) {
            var asked = new boolean[1];
            var rest = lines.peek(line -> {
                        if (line.startsWith("data: ") && line.contains("\"confirmation.requested\"")) {
                            asked[0] = true;
                            var question = json(line.substring(6))
                                    .path("confirmation_id")
                                    .asString();
                            home.post("/v1/confirmations/" + question, "{\"decision\": \"answer\", \"text\": \"1\"}");
                        }
                    })
                    .toList();

            assertThat(asked[0]).isTrue();
            assertThat(rest).contains("event: confirmation.resolved", "event: message");
        }
    }

    @Test
    void aFailedRunIsAnError() {
        try (var home = AgentsHome.open(folder, ScriptedModel.saying())) {
            var answer = home.post("/v1/agent/chat", "{\"message\": \"hi\"}");

            assertThat(answer.statusCode()).isEqualTo(502);
            assertThat(json(answer.body()).path("code").asString()).isEqualTo("provider_error");
        }
    }

    @Test
    void refusesWhoDoesNotExist() {
        try (var home = AgentsHome.open(folder, ScriptedModel.saying())) {
            assertThat(home.post("/v1/agent/chat", "{\"message\": \"hi\", \"persona_id\": \"pers-none\"}")
                            .statusCode())
                    .isEqualTo(404);
            assertThat(home.post("/v1/agent/chat", "{\"message\": \"hi\", \"conversation_id\": \"conv-none\"}")
                            .statusCode())
                    .isEqualTo(404);
            assertThat(json(home.get("/v1/conversations").body()).path("count").asInt())
                    .isZero();
        }
    }

    @Test
    void aPersonaChangesTheSystemPromptAndTheTools() {
        var model = ScriptedModel.answering(_ -> Turn.text("ok"));
        try (var home = AgentsHome.open(folder, model)) {
            home.post("/v1/agent/chat", "{\"message\": \"hi\", \"persona_id\": \"pers-coder\"}");
            home.post("/v1/agent/chat", "{\"message\": \"hi\", \"persona_id\": \"pers-researcher\"}");

            var coder = model.requests().get(0);
            var researcher = model.requests().get(1);
            assertThat(coder.system()).isNotEqualTo(researcher.system()).contains("You are the Coder");
            assertThat(researcher.tools())
                    .extracting(it -> it.name().value())
                    .contains("read_file")
                    .doesNotContain("delete");
        }
    }

    @Test
    void laterTurnsSeeTwentyMessagesAndASummary() {
        var model = ScriptedModel.answering(request ->
                Turn.text("answer to: " + ((Message.User) request.messages().getLast()).text()));
        try (var home = AgentsHome.open(folder, model)) {
            var chat = json(home.post("/v1/agent/chat", "{\"message\": \"question 1\"}")
                            .body())
                    .path("conversation_id")
                    .asString();
            for (var turn = 2; turn <= 25; turn++) {
                home.post(
                        "/v1/agent/chat",
                        "{\"message\": \"question %d\", \"conversation_id\": \"%s\"}".formatted(turn, chat));
            }

            var last = model.requests().getLast();
            assertThat(last.messages()).hasSizeLessThanOrEqualTo(20).hasSizeGreaterThan(17);
            assertThat(last.messages().getFirst()).isInstanceOf(Message.User.class);
            assertThat(last.messages().getLast()).isEqualTo(new Message.User("question 25"));
            assertThat(last.system().lines().filter(it -> it.startsWith("Summary of older messages:")))
                    .singleElement()
                    .asString()
                    .contains("question 1 ", "answer to: question 2");
        }
    }

    @Test
    void laterTurnsKnowWhatWasReallyDone() {
        var model = ScriptedModel.saying(
                Turn.call("write_file", "{\"path\": \"a.txt\", \"content\": \"x\"}"),
                Turn.call("read_file", "{\"path\": \"b.txt\"}"),
                Turn.text("Partly."),
                Turn.text("See above."));
        try (var home = AgentsHome.open(folder, model)) {
            var first =
                    json(home.post("/v1/agent/chat", "{\"message\": \"work\"}").body());
            home.post(
                    "/v1/agent/chat",
                    "{\"message\": \"what did you do?\", \"conversation_id\": \"%s\"}"
                            .formatted(first.path("conversation_id").asString()));

            assertThat(model.requests().getLast().system())
                    .contains("- write_file a.txt: done, "
                            + first.path("receipts").get(0).asString())
                    .contains("- read_file b.txt: failed");
        }
    }
}
