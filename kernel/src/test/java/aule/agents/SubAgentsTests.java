package aule.agents;

import static aule.agents.RunsApiTests.json;
import static org.assertj.core.api.Assertions.assertThat;

import aule.models.ChatModel;
import aule.models.ChatModel.Message;
import aule.testkit.AgentsHome;
import aule.testkit.ScriptedModel;
import aule.testkit.Turn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@Timeout(120)
class SubAgentsTests {

    @TempDir
    Path folder;

    private final CountDownLatch gate = new CountDownLatch(1);
    private final ScriptedModel model = ScriptedModel.answering(this::answer);

    /** One event of a stream. */
    private record Told(@Nullable String id, String event, JsonNode data) {}

    private Turn answer(ChatModel.Request request) {
        var goal = request.messages().stream()
                .filter(Message.User.class::isInstance)
                .map(it -> ((Message.User) it).text())
                .findFirst()
                .orElseThrow();
        var first = request.messages().stream().noneMatch(Message.Assistant.class::isInstance);
        return switch (goal) {
            case "lead" ->
                first
                        ? Turn.call(
                                "delegate",
                                "{\"tasks\": [{\"task\": \"middle\", \"agent\": \"coder\"}, {\"task\": \"quick\"}]}")
                        : Turn.text("All done.");
            case "middle" ->
                first ? Turn.call("delegate", "{\"tasks\": [{\"task\": \"deep\"}]}") : Turn.text("Done below.");
            case "deep" -> {
                pass(gate);
                yield Turn.text("Found it.");
            }
            default -> Turn.text("Quickly.");
        };
    }

    private static void pass(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static Told next(Iterator<String> lines) {
        String id = null;
        String event = "";
        while (true) {
            var line = lines.next();
            if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("event: ")) {
                event = line.substring(7);
            } else if (line.startsWith("data: ")) {
                return new Told(id, event, json(line.substring(6)));
            }
        }
    }

    private static List<Told> until(Iterator<String> lines, String event, String field, String value) {
        var all = new ArrayList<Told>();
        do {
            all.add(next(lines));
        } while (!all.getLast().event().equals(event)
                || !all.getLast().data().at(field).asString("").equals(value));
        return all;
    }

    private static List<Told> toTheAnswer(Iterator<String> lines) {
        return until(lines, "new_message", "/role", "assistant");
    }

    private static List<JsonNode> agents(List<Told> told) {
        return told.stream()
                .filter(it -> it.event().equals("sub_agent"))
                .map(Told::data)
                .toList();
    }

    /** How each stood in the end, by what it had to do. */
    private static Map<String, JsonNode> last(List<JsonNode> agents) {
        var last = new LinkedHashMap<String, JsonNode>();
        agents.forEach(it -> last.put(it.path("task").asString(), it));
        return last;
    }

    private static JsonNode last(List<JsonNode> agents, String task) {
        return Objects.requireNonNull(last(agents).get(task));
    }

    private static String conversation(AgentsHome home) {
        return json(home.post("/v1/conversations", "{}").body()).path("id").asString();
    }

    private static void ask(AgentsHome home, String chat) {
        home.post("/v1/runs", "{\"goal\": \"lead\", \"conversation_id\": \"%s\"}".formatted(chat));
    }

    @Test
    void aConversationTellsWhoWorksForItsRunsHoweverDeep() {
        try (var home = AgentsHome.open(folder, model)) {
            var chat = conversation(home);
            try (var lines = home.lines("GET", "/v1/conversations/" + chat + "/events", "")) {
                var reader = lines.iterator();
                assertThat(next(reader).event()).isEqualTo("connected");
                ask(home, chat);

                var early = until(reader, "sub_agent", "/task", "deep");
                assertThat(agents(early))
                        .noneMatch(it -> it.path("result").asString("").equals("Found it."));
                gate.countDown();
                var late = toTheAnswer(reader);

                var all = new ArrayList<>(agents(early));
                all.addAll(agents(late));
                var end = last(all);
                assertThat(end).containsOnlyKeys("middle", "quick", "deep");
                assertThat(end.values())
                        .allSatisfy(
                                it -> assertThat(it.path("status").asString()).isEqualTo("done"))
                        .allSatisfy(it ->
                                assertThat(it.path("run_status").asString()).isEqualTo("completed"))
                        .allSatisfy(it -> assertThat(it.path("conversation_id").asString())
                                .isEqualTo(chat));
                assertThat(last(all, "deep").path("result").asString()).isEqualTo("Found it.");
                assertThat(last(all, "deep").path("thought").asString()).isEqualTo("Found it.");
                assertThat(last(all, "deep").path("parent_id"))
                        .isEqualTo(last(all, "middle").path("sub_agent_id"));
                assertThat(last(all, "middle").path("persona_name").asString()).isEqualTo("Coder");
                assertThat(last(all, "middle").path("persona_color").asString()).isNotEmpty();
                assertThat(last(all, "middle").path("model_id").asString()).isNotEmpty();
                assertThat(all).anyMatch(it -> it.path("status").asString().equals("running"));
            }
        }
    }

    @Test
    void whoComesBackHearsTheRestOnce() {
        try (var home = AgentsHome.open(folder, model)) {
            var chat = conversation(home);
            var stream = "/v1/conversations/" + chat + "/events";
            List<Told> before;
            try (var lines = home.lines("GET", stream + "?after=0", "")) {
                ask(home, chat);
                before = until(lines.iterator(), "sub_agent", "/task", "deep");
            }
            gate.countDown();
            var place = before.stream()
                    .map(Told::id)
                    .filter(it -> it != null)
                    .toList()
                    .getLast();
            List<Told> after;
            try (var lines = home.lines("GET", stream + "?after=" + place, "")) {
                after = toTheAnswer(lines.iterator());
            }
            List<Told> whole;
            try (var lines = home.lines("GET", stream + "?after=0", "")) {
                whole = toTheAnswer(lines.iterator());
            }

            var both = new ArrayList<>(agents(before));
            both.addAll(agents(after));
            assertThat(last(both)).isEqualTo(last(agents(whole)));
            assertThat(after.stream().map(Told::id).filter(it -> it != null).mapToLong(Long::parseLong))
                    .allMatch(it -> it > Long.parseLong(place))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void whatSubAgentsSayIsNoAnswerInTheConversation() {
        gate.countDown();
        try (var home = AgentsHome.open(folder, model)) {
            var chat = conversation(home);
            try (var lines = home.lines("GET", "/v1/conversations/" + chat + "/events", "")) {
                var reader = lines.iterator();
                next(reader);
                ask(home, chat);
                var told = toTheAnswer(reader);

                var lead = told.getLast().data().path("run_id").asString();
                assertThat(told)
                        .filteredOn(
                                it -> it.event().equals("step") || it.event().endsWith(".delta"))
                        .allSatisfy(it ->
                                assertThat(it.data().path("run_id").asString()).isEqualTo(lead));
            }
        }
    }
}
