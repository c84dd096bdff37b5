package aule.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import aule.egress.Egress;
import aule.egress.EgressRoom;
import aule.egress.Patience;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.Ids;
import aule.kernel.ToolName;
import aule.models.ChatModel;
import aule.models.ChatModel.Image;
import aule.models.ChatModel.Listener;
import aule.models.ChatModel.Message;
import aule.models.ChatModel.Request;
import aule.models.ChatModel.ToolCall;
import aule.testkit.Turn.Fault;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every model behind a real connection keeps to, the ugly parts of its protocol included. */
public abstract class ServedModelContract extends ChatModelContract {

    protected static final Patience BRIEF =
            new Patience(Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofSeconds(20), 64L << 20);

    private final EgressRoom room = EgressRoom.open();
    private final AtomicLong counted = new AtomicLong();

    /** Counts ids, so that a test is the same each time. */
    protected final Ids ids = () -> new UUID(7L, counted.incrementAndGet());

    protected abstract ModelServer server();

    protected abstract ChatModel client(Egress egress);

    @Override
    protected ChatModel model(Turn... turns) {
        server().add(turns);
        return client(room.egress());
    }

    @AfterEach
    void closeBoth() {
        room.close();
        server().close();
    }

    private static void failsWith(ErrorCode code, String sentence, ThrowingCallable call) {
        assertThatThrownBy(call)
                .hasMessageContaining(sentence)
                .isInstanceOfSatisfying(
                        AuleException.class, it -> assertThat(it.code()).isEqualTo(code));
    }

    private static ThrowingCallable chat(ChatModel model) {
        return () -> model.chat(asking("hi"), Listener.NONE);
    }

    @Test
    void charactersSplitBetweenPacketsComeWhole() throws InterruptedException {
        var reply = model(Turn.text("açaí 🎉 ñ").byteByByte()).chat(asking("hi"), Listener.NONE);
        assertThat(reply.text()).isEqualTo("açaí 🎉 ñ");
    }

    @Test
    void aBusyServerSaysHowLongToWait() {
        var busy = new Turn.Refusal(429, "slow down", Duration.ofHours(20));
        var failure = failure(chat(model(busy)));
        assertThat(failure).returns(ErrorCode.RATE_LIMITED, AuleException::code).returns(true, AuleException::passes);
        assertThat(failure.sentence()).contains("slow down");
        assertThat(failure.retryAfter()).contains(Duration.ofHours(20));
        assertThat(server().chats()).hasSize(1);
    }

    @Test
    void aRefusalIsToldInTheServersWordsAndLasts() {
        var failure = failure(chat(model(Turn.refused(400, "no such thing"))));
        assertThat(failure)
                .returns(ErrorCode.PROVIDER_ERROR, AuleException::code)
                .returns(false, AuleException::passes);
        assertThat(failure.sentence()).contains("no such thing");
    }

    @Test
    void aFailingServerMayRecover() {
        for (var status : List.of(500, 503)) {
            var failure = failure(chat(model(Turn.refused(status, "out of memory"))));
            assertThat(failure.passes()).isTrue();
            assertThat(failure.sentence()).contains("out of memory");
        }
    }

    private static AuleException failure(ThrowingCallable chat) {
        return catchThrowableOfType(AuleException.class, chat);
    }

    @Test
    void aResetInTheMiddleIsAProviderError() {
        var hearing = new Hearing();
        server().holdFaultsUntil(() -> !hearing.text.isEmpty());
        var model = model(Turn.broken(Fault.RESET, "half"));
        failsWith(ErrorCode.PROVIDER_ERROR, "middle of its answer", () -> model.chat(asking("hi"), hearing));
        assertThat(server().chats()).hasSize(1);
    }

    @Test
    void garbageIsShown() {
        failsWith(ErrorCode.PROVIDER_ERROR, "oops", chat(model(Turn.broken(Fault.GARBAGE, "half"))));
    }

    @Test
    void anErrorInsideTheStreamIsTold() {
        failsWith(ErrorCode.PROVIDER_ERROR, "fell over", chat(model(Turn.broken(Fault.ERROR_INSIDE, "half"))));
    }

    @Test
    void silenceIsBounded() {
        failsWith(ErrorCode.PROVIDER_ERROR, "silent", chat(model(Turn.broken(Fault.STALL, "half"))));
        Awaiting.until("the server sees the client leave", () -> server().abandoned() == 1);
    }

    @Test
    void aStreamWithoutEndIsCutOff() {
        failsWith(ErrorCode.PROVIDER_ERROR, "does not stop", chat(model(Turn.broken(Fault.ENDLESS))));
        Awaiting.until("the server sees the client leave", () -> server().abandoned() == 1);
    }

    @Test
    void aServerThatIsGoneIsUnavailable() {
        var model = model();
        server().close();
        failsWith(ErrorCode.UNAVAILABLE, "cannot be reached", chat(model));
    }

    @Test
    void anInterruptClosesTheStream() throws InterruptedException {
        var model = model(Turn.broken(Fault.STALL, "first"));
        var hearing = new Hearing();
        var outcome = new AtomicReference<Throwable>();
        var caller = Thread.startVirtualThread(() -> {
            try {
                model.chat(asking("hi"), hearing);
            } catch (InterruptedException e) {
                outcome.set(e);
            }
        });
        Awaiting.until("the first piece is heard", () -> !hearing.text.isEmpty());
        caller.interrupt();
        Awaiting.until("the server sees the client leave", () -> server().abandoned() == 1);
        caller.join();
        assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
    }

    @Test
    void theWholeConversationReachesTheServer() throws InterruptedException {
        var call = new ToolCall("call-1", "read_file", "{\"path\":\"a.txt\"}");
        var request = new Request(
                "You help.",
                List.of(
                        new Message.User("read a.txt"),
                        new Message.Assistant("", List.of(call)),
                        new Message.ToolResult("call-1", new ToolName("read_file"), true, "content of a")),
                List.of(READ),
                77,
                0.5);
        model(Turn.text("done")).chat(request, Listener.NONE);
        var heard = server().heard().getFirst();
        assertThat(heard.roles()).containsExactly("system", "user", "assistant", "tool");
        assertThat(heard.last()).isEqualTo("content of a");
        assertThat(server().chats().getFirst().toString()).contains("a.txt", "77", "0.5", "Reads a file.");
    }

    @Test
    void callsWithGarbageInThemDoNotSpoilTheConversation() throws InterruptedException {
        var request = new Request(
                "",
                List.of(
                        new Message.User("read"),
                        new Message.Assistant("", List.of(new ToolCall("call-1", "read_file", "{oops"))),
                        new Message.ToolResult("call-1", new ToolName("read_file"), false, "That is not JSON.")),
                List.of(READ),
                100,
                null);
        assertThat(model(Turn.text("sorry")).chat(request, Listener.NONE).text())
                .isEqualTo("sorry");
        assertThat(server().chats().getFirst().toString()).doesNotContain("oops");
    }

    @Test
    void imagesGoWithTheirText() throws InterruptedException {
        var picture = new Image("image/png", "iVBORw0KGgo=");
        var request =
                new Request("", List.of(new Message.User("What is this?", List.of(picture))), List.of(), 100, null);
        model(Turn.text("a cat")).chat(request, Listener.NONE);
        var heard = server().heard().getFirst();
        assertThat(heard.images()).containsExactly("iVBORw0KGgo=");
        assertThat(heard.last()).isEqualTo("What is this?");
    }

    @Test
    void anAnswerCanBeBoundToASchema() throws InterruptedException {
        var schema = """
                {"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}""";
        var reply = model(Turn.text("{\"city\":", "\"Recife\"}"))
                .chat(asking("where?").matching(schema), Listener.NONE);
        assertThat(reply.text()).isEqualTo("{\"city\":\"Recife\"}");
        assertThat(reply.toolCalls()).isEmpty();
        assertThat(server().heard().getFirst().schema().toString()).isEqualToIgnoringCase(schema);
    }
}
