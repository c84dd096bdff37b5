package aule.agents;

import static aule.agents.RunsApiTests.json;
import static org.assertj.core.api.Assertions.assertThat;

import aule.journal.Journal;
import aule.kernel.ConversationEvent;
import aule.kernel.MessageId;
import aule.kernel.StreamId;
import aule.system.Inbox;
import aule.testkit.AgentsHome;
import aule.testkit.Awaiting;
import aule.testkit.ScriptedModel;
import aule.testkit.Turn;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ConversationsApiTests {

    @TempDir
    Path folder;

    private final ScriptedModel model = ScriptedModel.answering(_ -> Turn.text("Fine."));

    @Test
    void areMadeListedChangedAndDeleted() {
        try (var home = AgentsHome.open(folder, model)) {
            var made = home.post("/v1/conversations", "{\"title\": \"Plans\", \"persona_id\": \"pers-coder\"}");
            assertThat(made.statusCode()).isEqualTo(201);
            var path = "/v1/conversations/" + json(made.body()).path("id").asString();

            assertThat(json(home.get("/v1/conversations?q=plan").body())
                            .path("count")
                            .asInt())
                    .isEqualTo(1);
            assertThat(json(home.send("PATCH", path, "{\"title\": \"Dreams\"}").body())
                            .path("title")
                            .asString())
                    .isEqualTo("Dreams");
            assertThat(json(home.get(path).body()).path("persona_id").asString())
                    .isEqualTo("pers-coder");
            assertThat(json(home.send("PATCH", path, "{\"persona_id\": null}").body())
                            .has("persona_id"))
                    .isFalse();
            assertThat(home.send("DELETE", path, "").statusCode()).isEqualTo(204);
            assertThat(home.get(path).statusCode()).isEqualTo(404);
            assertThat(home.get(path + "/messages").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void moveToAProject() {
        try (var home = AgentsHome.open(folder, model)) {
            var id =
                    json(home.post("/v1/conversations", "{}").body()).path("id").asString();
            var list = "/v1/projects/proj-default/conversations";
            assertThat(json(home.get(list).body()).path("count").asInt()).isZero();

            home.send("PATCH", "/v1/conversations/" + id, "{\"project_id\": \"proj-default\"}");

            assertThat(json(home.get(list).body())
                            .path("conversations")
                            .get(0)
                            .path("id")
                            .asString())
                    .isEqualTo(id);
            assertThat(home.send("PATCH", "/v1/conversations/" + id, "{\"project_id\": \"proj-none\"}")
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void ofTheKernelIsListedOnceItHasSpoken() {
        try (var home = AgentsHome.open(folder, model)) {
            var origin = Journal.Origin.kernel("test");
            var stream = StreamId.of(Inbox.CHAT);
            home.journal()
                    .append(stream, origin, List.of(new ConversationEvent.Created(Inbox.CHAT, "Kernel", null, null)));
            assertThat(json(home.get("/v1/conversations").body()).path("count").asInt())
                    .isZero();

            var said = new ConversationEvent.NewMessage(Inbox.CHAT, new MessageId("msg-1"), "kernel", "Look!", null);
            Awaiting.until("the kernel is listed", () -> {
                home.journal().append(stream, origin, List.of(said));
                return json(home.get("/v1/conversations").body()).path("count").asInt() == 1;
            });
        }
    }

    @Test
    void areNamedByTheirFirstMessageAndOutliveARestart() {
        String id;
        try (var home = AgentsHome.open(folder, model)) {
            id = json(home.post("/v1/agent/chat", "{\"message\": \"Plan a trip\\nto Lisbon\"}")
                            .body())
                    .path("conversation_id")
                    .asString();
            home.post("/v1/agent/chat", "{\"message\": \"By train\", \"conversation_id\": \"" + id + "\"}");
        }
        try (var home = AgentsHome.open(folder, model)) {
            assertThat(json(home.get("/v1/conversations/" + id).body())
                            .path("title")
                            .asString())
                    .isEqualTo("Plan a trip");
            var messages = json(home.get("/v1/conversations/" + id + "/messages")
                            .body())
                    .path("messages");
            assertThat(messages.values())
                    .extracting(it -> it.path("content").asString())
                    .containsExactly("Plan a trip\nto Lisbon", "Fine.", "By train", "Fine.");
            assertThat(messages.get(3).path("steps").size()).isEqualTo(1);
            var newest = json(home.get("/v1/conversations/" + id + "/messages?limit=1")
                            .body())
                    .path("messages");
            assertThat(newest.values())
                    .singleElement()
                    .satisfies(it -> assertThat(it.path("id").asString())
                            .isEqualTo(messages.get(3).path("id").asString()));
            var before = messages.get(2).path("seq").asLong();
            assertThat(json(home.get("/v1/conversations/" + id + "/messages?before=" + before)
                                    .body())
                            .path("count")
                            .asInt())
                    .isEqualTo(2);
        }
    }

    @Test
    void aHundredAreReadWithTheRightContents() {
        try (var home = AgentsHome.open(folder, model)) {
            var ids = IntStream.range(0, 100)
                    .mapToObj(number -> json(home.post("/v1/conversations", "{\"title\": \"Talk " + number + "\"}")
                                    .body())
                            .path("id")
                            .asString())
                    .toList();
            for (var number = 0; number < 100; number++) {
                assertThat(json(home.get("/v1/conversations/" + ids.get(number)).body())
                                .path("title")
                                .asString())
                        .isEqualTo("Talk " + number);
            }
        }
    }

    @Test
    void tellTheirWatchersOfMessagesAndSteps() {
        try (var home = AgentsHome.open(
                folder, ScriptedModel.saying(Turn.call("think", "{\"thought\": \"hm\"}"), Turn.text("Done.")))) {
            var id =
                    json(home.post("/v1/conversations", "{}").body()).path("id").asString();
            try (var lines = home.lines("GET", "/v1/conversations/" + id + "/events", "")) {
                home.post("/v1/agent/chat", "{\"message\": \"go\", \"conversation_id\": \"" + id + "\"}");
                var seen = lines.filter(it -> it.startsWith("event: ") || it.startsWith("data: "))
                        .takeWhile(it -> !it.contains("\"role\":\"assistant\""))
                        .filter(it -> it.startsWith("event: "))
                        .filter(it -> !it.endsWith("delta"))
                        .toList();

                assertThat(seen)
                        .containsExactly(
                                "event: connected",
                                "event: conversation.updated",
                                "event: new_message",
                                "event: step",
                                "event: step",
                                "event: new_message");
            }
        }
    }
}
