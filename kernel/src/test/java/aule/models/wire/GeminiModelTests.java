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
import aule.models.ChatModel.Reply;
import aule.models.ChatModel.Request;
import aule.models.ModelSpec;
import aule.testkit.GeminiServer;
import aule.testkit.ModelServer;
import aule.testkit.ServedModelContract;
import aule.testkit.Turn;
import aule.testkit.WireServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GeminiModelTests extends ServedModelContract {

    private final GeminiServer server = new GeminiServer();

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
        return inventory.client(inventory.spec("gemini-3.1-pro-preview"));
    }

    private GeminiInventory inventory(String base, Egress egress, Patience patience) {
        return new GeminiInventory(GeminiInventory.server("gemini", base, KEY, egress), ids, patience);
    }

    @Test
    void theKeyGoesInItsHeaderAndIntoNoAddress() throws InterruptedException {
        model(Turn.text("ok")).chat(asking("hi"), Listener.NONE);
        var received = server.received().getFirst();
        assertThat(received.headers()).containsEntry("x-goog-api-key", KEY);
        assertThat(received.path()).isEqualTo("/v1beta/models/gemini-3.1-pro-preview:streamGenerateContent?alt=sse");
    }

    @Test
    void thoughtsAreCountedAsOutput() throws InterruptedException {
        var usage = new TokenUsage(100, 50, 80, 30);
        assertThat(model(Turn.text("x").costing(usage))
                        .chat(asking("hi"), Listener.NONE)
                        .usage())
                .isEqualTo(usage);
    }

    @Test
    void aBlockedAnswerAndABlockedQuestionAreNamed() throws InterruptedException {
        assertThat(model(Turn.text("x").ending("content_filter"))
                        .chat(asking("hi"), Listener.NONE)
                        .finish())
                .isEqualTo("content_filter");
        assertThat(saying("{\"promptFeedback\":{\"blockReason\":\"PROHIBITED_CONTENT\"}}")
                        .finish())
                .isEqualTo("content_filter");
    }

    @Test
    void aCallThatItsOwnProviderCannotReadIsAFailure() {
        assertThatThrownBy(() -> saying("{\"candidates\":[{\"finishReason\":\"MALFORMED_FUNCTION_CALL\"}]}"))
                .hasMessageContaining("gemini/gemini-3.1-pro-preview made a call that nobody can read");
    }

    @Test
    void aWrongKeyIsNamedThoughItsStatusSaysSomethingElse() {
        assertThatThrownBy(() -> refusing(400, """
                {"error":{"code":400,"message":"API key not valid. Please pass a valid API key.","status":"INVALID_ARGUMENT",
                "details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID","domain":"googleapis.com"}]}}"""))
                .hasMessageContaining("refuses the key")
                .hasMessageContaining("API key not valid");
    }

    @Test
    void theTimeToWaitStandsInTheBody() {
        assertThatThrownBy(() -> refusing(429, """
                [{"error":{"code":429,"message":"You exceeded your current quota.","status":"RESOURCE_EXHAUSTED",
                "details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"34.07s"}]}}]"""))
                .hasMessageContaining("exceeded your current quota")
                .isInstanceOfSatisfying(AuleException.class, it -> {
                    assertThat(it.code()).isEqualTo(ErrorCode.RATE_LIMITED);
                    assertThat(it.retryAfter()).contains(Duration.ofSeconds(35));
                });
    }

    @Test
    void signedCallsGoBackAsTheyCame() throws InterruptedException {
        var model = model(
                Turn.calls(
                        new Turn.Call("read_file", "{\"path\":\"a\"}"), new Turn.Call("read_file", "{\"path\":\"b\"}")),
                Turn.text("done"));
        var first = model.chat(asking("read both"), Listener.NONE);
        model.chat(answered(first), Listener.NONE);
        var contents = server.chats().get(1).path("contents");
        assertThat(contents.path(1).path("parts")).isEqualTo(Json.attempt("""
                [{"functionCall":{"name":"read_file","args":{"path":"a"}},"thoughtSignature":"c2lnbmVk"},
                 {"functionCall":{"name":"read_file","args":{"path":"b"}}}]"""));
        assertThat(contents.path(2).path("parts").path(0).path("functionResponse"))
                .isEqualTo(Json.attempt("{\"name\":\"read_file\",\"response\":{\"output\":\"content\"}}"));
    }

    private static Request answered(Reply reply) {
        var results = reply.toolCalls().stream()
                .map(it -> (Message) new Message.ToolResult(it.id(), READ.name(), true, "content"));
        var said = List.of(new Message.User("read both"), new Message.Assistant(reply.text(), reply.toolCalls()));
        return new Request(
                "You help.",
                Stream.concat(said.stream().map(Message.class::cast), results).toList(),
                List.of(READ),
                100,
                null);
    }

    @Test
    void whatIsListedAndChatsIsFound() throws InterruptedException {
        server.offer("gemini-3.1-pro-preview", "gemini-embedding-001", "gemini-3-pro-image", "gemini-3.5-flash");
        try (var room = EgressRoom.open()) {
            var found = inventory(server.address() + "/v1beta", room.egress(), BRIEF)
                    .look();
            assertThat(found)
                    .extracting(ModelSpec::id)
                    .containsExactly("gemini/gemini-3.1-pro-preview", "gemini/gemini-3.5-flash");
            assertThat(found).extracting(ModelSpec::contextTokens).containsOnly(1_048_576);
            assertThat(found).allMatch(it -> it.supports().reasoning());
        }
    }

    private Reply saying(String chunk) throws InterruptedException {
        try (var odd = new WireServer((_, out) -> {
                    out.begin(200, Map.of("Content-Type", "text/event-stream"));
                    out.chunk("data: %s\n\n".formatted(chunk).getBytes(StandardCharsets.UTF_8));
                    out.end();
                });
                var room = EgressRoom.open()) {
            return at(odd.address(), room.egress(), BRIEF).chat(asking("hi"), Listener.NONE);
        }
    }

    private void refusing(int status, String body) throws InterruptedException {
        try (var refusing = new WireServer((_, out) -> out.whole(status, Map.of(), body));
                var room = EgressRoom.open()) {
            at(refusing.address(), room.egress(), BRIEF).chat(asking("hi"), Listener.NONE);
        }
    }
}
