package aule.models.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aule.egress.Egress;
import aule.egress.EgressRoom;
import aule.egress.Patience;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.TokenUsage;
import aule.models.ChatModel;
import aule.models.ChatModel.Listener;
import aule.models.ChatModel.Message;
import aule.models.ChatModel.Request;
import aule.models.ModelSpec;
import aule.testkit.AnthropicServer;
import aule.testkit.ModelServer;
import aule.testkit.ServedModelContract;
import aule.testkit.Turn;
import aule.testkit.WireServer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnthropicModelTests extends ServedModelContract {

    private final AnthropicServer server = new AnthropicServer();

    @Override
    protected ModelServer server() {
        return server;
    }

    @Override
    protected ChatModel client(Egress egress, Patience patience) {
        return at(server.address(), egress, patience);
    }

    private ChatModel at(String base, Egress egress, Patience patience) {
        var inventory = inventory(base, egress, patience);
        return inventory.client(inventory.spec("claude-opus-5-5"));
    }

    private AnthropicInventory inventory(String base, Egress egress, Patience patience) {
        return new AnthropicInventory(AnthropicInventory.server("anthropic", base, KEY, egress), ids, patience);
    }

    @Test
    void theKeyAndTheVersionGoInTheirHeaders() throws InterruptedException {
        model(Turn.text("ok")).chat(asking("hi"), Listener.NONE);
        assertThat(server.received().getFirst().headers())
                .containsEntry("x-api-key", KEY)
                .containsEntry("anthropic-version", "2023-06-01")
                .doesNotContainKey("authorization");
    }

    @Test
    void allThatIsReadIsCounted() throws InterruptedException {
        var usage = new TokenUsage(100, 50, 80, 30);
        assertThat(model(Turn.text("x").costing(usage))
                        .chat(asking("hi"), Listener.NONE)
                        .usage())
                .isEqualTo(usage);
    }

    @Test
    void tokensWrittenToTheCacheAreReadToo() throws InterruptedException {
        var reply = saying("""
                {"type":"message_start","message":{"usage":{"input_tokens":3,"cache_creation_input_tokens":20,"cache_read_input_tokens":100,"output_tokens":1}}}
                {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}
                {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"ok"}}
                {"type":"content_block_stop","index":0}
                {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":15}}
                {"type":"message_stop"}
                """);
        assertThat(reply.usage()).isEqualTo(new TokenUsage(123, 15, 100, 0, 20));
    }

    @Test
    void aRefusalIsNamedAndExplained() throws InterruptedException {
        var reply = saying("""
                {"type":"message_start","message":{"usage":{"input_tokens":3,"output_tokens":1}}}
                {"type":"message_delta","delta":{"stop_reason":"refusal","stop_details":{"type":"refusal","category":"cyber","explanation":"This may do harm."}},"usage":{"output_tokens":15}}
                {"type":"message_stop"}
                """);
        assertThat(reply.finish()).isEqualTo("content_filter");
        assertThat(reply.text()).isEqualTo("This may do harm.");
    }

    @Test
    void anOverloadInTheMiddleOfAnAnswerMayPass() {
        assertThatThrownBy(() -> saying("""
                {"type":"message_start","message":{"usage":{"input_tokens":3,"output_tokens":1}}}
                {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}
                """))
                .hasMessageContaining("anthropic/claude-opus-5-5")
                .hasMessageContaining("Overloaded")
                .isInstanceOfSatisfying(AuleException.class, it -> {
                    assertThat(it.code()).isEqualTo(ErrorCode.UNAVAILABLE);
                    assertThat(it.passes()).isTrue();
                });
    }

    @Test
    void theEndsOfWhatStaysTheSameAreMarkedForTheCache() throws InterruptedException {
        model(Turn.text("ok")).chat(asking("hi"), Listener.NONE);
        var sent = server.chats().getFirst();
        assertThat(List.of(
                        sent.path("tools").path(0).path("cache_control"),
                        sent.path("system").path(0).path("cache_control"),
                        sent.path("messages").path(0).path("content").path(0).path("cache_control")))
                .allSatisfy(it -> assertThat(it.path("type").asString("")).isEqualTo("ephemeral"));
    }

    @Test
    void signedThoughtsGoBackWithTheResultsOfTheirCalls() throws InterruptedException {
        var model = model(
                Turn.text("I look.").thinking("Where is it?").calling(new Turn.Call("read_file", "{\"path\":\"a\"}")),
                Turn.text("done"));
        var first = model.chat(asking("read a"), Listener.NONE);
        var call = first.toolCalls().getFirst();
        model.chat(
                new Request(
                        "You help.",
                        List.of(
                                new Message.User("read a"),
                                new Message.Assistant(first.text(), first.toolCalls()),
                                new Message.ToolResult(call.id(), READ.name(), true, "content of a")),
                        List.of(READ),
                        100,
                        null),
                Listener.NONE);
        assertThat(server.chats().get(1).path("messages").path(1).path("content"))
                .isEqualTo(Json.attempt("""
                        [{"type":"thinking","thinking":"Where is it?","signature":"signature-0=="},\
                        {"type":"text","text":"I look."},\
                        {"type":"tool_use","id":"%s","name":"read_file","input":{"path":"a"}}]""".formatted(call.id())));
    }

    @Test
    void theListIsReadToItsEnd() throws InterruptedException {
        server.offer("claude-opus-5-5", "claude-sonnet-5", "claude-haiku-4-5");
        try (var room = EgressRoom.open()) {
            var found =
                    inventory(server.address() + "/v1/", room.egress(), BRIEF).look();
            assertThat(found)
                    .extracting(ModelSpec::id)
                    .containsExactly(
                            "anthropic/claude-opus-5-5", "anthropic/claude-sonnet-5", "anthropic/claude-haiku-4-5");
            assertThat(found).extracting(ModelSpec::contextTokens).containsOnly(200_000);
        }
    }

    private ChatModel.Reply saying(String events) throws InterruptedException {
        try (var odd = new WireServer((_, out) -> {
                    out.begin(200, Map.of("Content-Type", "text/event-stream"));
                    for (var event : events.lines().toList()) {
                        out.chunk("data: %s\n\n".formatted(event).getBytes(StandardCharsets.UTF_8));
                    }
                    out.end();
                });
                var room = EgressRoom.open()) {
            return at(odd.address(), room.egress(), BRIEF).chat(asking("hi"), Listener.NONE);
        }
    }
}
