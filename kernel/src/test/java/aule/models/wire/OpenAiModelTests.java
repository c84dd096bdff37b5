package aule.models.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aule.egress.Egress;
import aule.egress.EgressRoom;
import aule.egress.Patience;
import aule.kernel.TokenUsage;
import aule.models.ChatModel;
import aule.models.ChatModel.Listener;
import aule.models.ChatModel.ToolCall;
import aule.models.ModelSpec;
import aule.models.Quirks;
import aule.testkit.ModelServer;
import aule.testkit.OpenAiServer;
import aule.testkit.ServedModelContract;
import aule.testkit.Turn;
import aule.testkit.WireServer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenAiModelTests extends ServedModelContract {

    private final OpenAiServer server = new OpenAiServer();

    @Override
    protected ModelServer server() {
        return server;
    }

    @Override
    protected ChatModel client(Egress egress, Patience patience) {
        return at(server.baseUrl(), egress, patience);
    }

    private ChatModel at(String base, Egress egress, Patience patience) {
        var abilities = new ModelSpec.Supports(true, true, true);
        var spec =
                new ModelSpec("openai/gpt-5.2", "gpt-5.2", "openai", "general", "", "", false, true, null, abilities);
        return new OpenAiModel(spec, new Server("openai", base, KEY, egress), ids, patience);
    }

    @Test
    void theKeyGoesInTheHeaderAndIntoNoSentence() throws InterruptedException {
        var model = model(Turn.text("ok"), Turn.refused(401, "Incorrect key " + KEY));
        model.chat(asking("hi"), Listener.NONE);
        assertThat(server.received().getFirst().headers()).containsEntry("authorization", "Bearer " + KEY);
        assertThatThrownBy(() -> model.chat(asking("hi"), Listener.NONE))
                .hasMessageContaining("refuses the key")
                .hasMessageNotContaining(KEY);
    }

    @Test
    void aSchemaThatLeavesNothingOpenIsStrict() throws InterruptedException {
        var closed = """
                {"type":"object","properties":{"a":{"type":"string"}},"required":["a"],"additionalProperties":false}""";
        var model = model(Turn.text("{}"), Turn.text("{}"));
        model.chat(asking("hi").matching(closed), Listener.NONE);
        model.chat(
                asking("hi").matching("{\"type\":\"object\",\"properties\":{\"a\":%s}}".formatted(closed)),
                Listener.NONE);
        assertThat(server.chats())
                .extracting(it -> it.path("response_format")
                        .path("json_schema")
                        .path("strict")
                        .booleanValue())
                .containsExactly(true, false);
    }

    @Test
    void whatAServerDoesOtherwiseIsDoneAsItsQuirksSay() throws InterruptedException {
        var model = model(Turn.text("{}"), Turn.text("{}"));
        var odd = model.spec().withQuirks(new Quirks(null, null, null, "max_new_tokens", Quirks.Form.JSON_OBJECT));
        try (var egress = EgressRoom.open().egress()) {
            var other =
                    new OpenAiModel(odd, new Server("odd", server.baseUrl(), KEY, egress), ids, OpenAiModel.PATIENCE);
            other.chat(asking("hi").matching("{\"type\":\"object\"}"), Listener.NONE);
            other.chat(asking("hi"), Listener.NONE);
        }

        var bound = server.chats().getFirst();
        assertThat(bound.path("max_new_tokens").intValue()).isEqualTo(1000);
        assertThat(bound.has("max_tokens")).isFalse();
        assertThat(bound.path("response_format").toString()).isEqualTo("{\"type\":\"json_object\"}");
        assertThat(bound.path("messages").path(0).path("content").asString())
                .startsWith("You help.")
                .endsWith("{\"type\":\"object\"}");
        var free = server.chats().getLast();
        assertThat(free.has("response_format")).isFalse();
        assertThat(free.path("messages").path(0).path("content").asString()).isEqualTo("You help.");
    }

    @Test
    void theAnswerKeepsTheNameThatIsOnTheBill() throws InterruptedException {
        assertThat(model(Turn.text("x")).chat(asking("hi"), Listener.NONE).id()).isEqualTo("chatcmpl-1");
    }

    @Test
    void cachedAndReasoningTokensAreCounted() throws InterruptedException {
        var usage = new TokenUsage(100, 50, 80, 30);
        assertThat(model(Turn.text("x").costing(usage))
                        .chat(asking("hi"), Listener.NONE)
                        .usage())
                .isEqualTo(usage);
    }

    @Test
    void callsWithoutAnIndexAreToldApartByTheirIds() throws InterruptedException {
        assertThat(callsOf("""
                        {"tool_calls":[{"id":"a","function":{"name":"read_file","arguments":"{\\"path\\":"}}]}
                        {"tool_calls":[{"id":"b","function":{"name":"list_dir","arguments":"{}"}}]}
                        {"tool_calls":[{"id":"a","function":{"arguments":"\\"x\\"}"}}]}
                        """))
                .containsExactly(
                        new ToolCall("a", "read_file", "{\"path\":\"x\"}"), new ToolCall("b", "list_dir", "{}"));
    }

    @Test
    void callsThatShareAnIndexAreToldApartByTheirIds() throws InterruptedException {
        assertThat(callsOf("""
                        {"tool_calls":[{"index":0,"id":"a","function":{"name":"read_file","arguments":"{}"}}]}
                        {"tool_calls":[{"index":0,"id":"b","function":{"name":"list_dir","arguments":"{}"}}]}
                        """)).extracting(ToolCall::id).containsExactly("a", "b");
    }

    @Test
    void callsWithNeitherIndexNorIdGetIds() throws InterruptedException {
        assertThat(callsOf("""
                        {"tool_calls":[{"function":{"name":"read_file","arguments":"{\\"path\\""}}]}
                        {"tool_calls":[{"function":{"arguments":":\\"x\\"}"}}]}
                        {"tool_calls":[{"function":{"name":"list_dir","arguments":{"path":"y"}}}]}
                        """))
                .extracting(ToolCall::arguments)
                .containsExactly("{\"path\":\"x\"}", "{\"path\":\"y\"}");
    }

    @Test
    void aServerThatDoesNotStreamIsUnderstoodToo() throws InterruptedException {
        var body = "{\"choices\":[{\"message\":{\"content\":\"whole\"},\"finish_reason\":\"stop\"}],"
                + "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":1}}";
        try (var plain = new WireServer((_, out) -> out.whole(200, Map.of("Content-Type", "application/json"), body));
                var room = EgressRoom.open()) {
            var reply = at(plain.address(), room.egress(), BRIEF).chat(asking("hi"), Listener.NONE);
            assertThat(reply.text()).isEqualTo("whole");
            assertThat(reply.usage().tokensIn()).isEqualTo(3);
        }
    }

    private List<ToolCall> callsOf(String deltas) throws InterruptedException {
        try (var odd = new WireServer((_, out) -> {
                    out.begin(200, Map.of("Content-Type", "text/event-stream"));
                    for (var delta : deltas.lines().toList()) {
                        out.chunk("data: {\"choices\":[{\"delta\":%s}]}\n\n"
                                .formatted(delta)
                                .getBytes(StandardCharsets.UTF_8));
                    }
                    out.chunk("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
                    out.end();
                });
                var room = EgressRoom.open()) {
            return at(odd.address(), room.egress(), BRIEF)
                    .chat(asking("read"), Listener.NONE)
                    .toolCalls();
        }
    }
}
