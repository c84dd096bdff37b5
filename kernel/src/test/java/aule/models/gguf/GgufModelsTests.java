package aule.models.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.ToolName;
import aule.models.ChatModel;
import aule.models.ChatModel.Listener;
import aule.models.ChatModel.Message;
import aule.models.ChatModel.Reply;
import aule.models.ChatModel.Request;
import aule.models.ChatModel.ToolCall;
import aule.models.Loss;
import aule.models.ModelSpec;
import aule.testkit.Awaiting;
import aule.testkit.TinyGguf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real files in a real llama.cpp, each in a process of its own. */
@Timeout(300)
class GgufModelsTests {

    private static final int FOREVER = 15_000;

    @TempDir
    Path folder;

    private GgufModels models;

    @BeforeEach
    void open() {
        models = new GgufModels(folder, Map.of());
        TinyGguf.drop(folder, "tiny.gguf", TinyGguf.babbling(7));
    }

    @AfterEach
    void close() {
        models.close();
    }

    private static final class Hearing implements Listener {
        private final List<String> text = new CopyOnWriteArrayList<>();
        private final List<String> thoughts = new CopyOnWriteArrayList<>();

        @Override
        public void text(String piece) {
            text.add(piece);
        }

        @Override
        public void lost(Loss loss) {}

        @Override
        public void thought(String piece) {
            thoughts.add(piece);
        }
    }

    private ChatModel model(String name) {
        return models.model(name, UnaryOperator.identity()).orElseThrow();
    }

    private static Request asking(int maxTokens) {
        return new Request("You help.", List.of(new Message.User("hi")), List.of(), maxTokens, null);
    }

    private Reply chat(String name, int maxTokens) throws InterruptedException {
        return model(name).chat(asking(maxTokens), Listener.NONE);
    }

    private AuleException failure(String name, Request request) {
        return catchThrowableOfType(AuleException.class, () -> model(name).chat(request, Listener.NONE));
    }

    private ProcessHandle engine(String name) {
        return models.process(name).orElseThrow();
    }

    private void settings(String name, String yaml) throws IOException {
        Files.writeString(folder.resolve(name + ".yaml"), yaml);
    }

    /** Begins an answer without end, and interrupts it once something of it is heard. */
    private Throwable interrupted(String name) throws InterruptedException {
        var hearing = new Hearing();
        var outcome = new AtomicReference<Throwable>();
        var caller = Thread.startVirtualThread(() -> {
            try {
                model(name).chat(asking(FOREVER), hearing);
            } catch (InterruptedException | AuleException e) {
                outcome.set(e);
            }
        });
        Awaiting.until("the first piece is heard", () -> !hearing.text.isEmpty() || outcome.get() != null);
        caller.interrupt();
        caller.join();
        return outcome.get();
    }

    @Test
    void textComesInPiecesAndWholeAndItsTokensAreCounted() throws InterruptedException {
        var hearing = new Hearing();
        var reply = model("tiny").chat(asking(30), hearing);

        assertThat(reply.text()).matches("[a-z ]{30}").isEqualTo(String.join("", hearing.text));
        assertThat(hearing.text).hasSizeGreaterThan(20);
        assertThat(reply.finish()).isEqualTo("length");
        assertThat(reply.toolCalls()).isEmpty();
        assertThat(reply.usage().tokensOut()).isEqualTo(30);
        assertThat(reply.durationMs()).isGreaterThanOrEqualTo(reply.firstTokenMs());
        assertThat(reply.usage().tokensIn()).isEqualTo(TinyGguf.tokens("<system>You help.\n<user>hi\n<assistant>"));
    }

    @Test
    void whoStopsByItselfSaysSo() throws InterruptedException {
        TinyGguf.drop(folder, "silent.gguf", TinyGguf.silent(7));
        var reply = chat("silent", 100);

        assertThat(reply.finish()).isEqualTo("stop");
        assertThat(reply.text()).isEmpty();
        assertThat(reply.usage().tokensOut()).isEqualTo(1);
    }

    @Test
    void reasoningIsKeptApart() throws InterruptedException {
        TinyGguf.drop(folder, "pondering.gguf", TinyGguf.pondering(7));
        var hearing = new Hearing();
        var reply = model("pondering").chat(asking(20), hearing);

        assertThat(reply.text()).isEmpty();
        assertThat(reply.thought()).matches("[a-z ]{20}").isEqualTo(String.join("", hearing.thoughts));
        assertThat(reply.usage().reasoningTokens()).isEqualTo(20);
    }

    @Test
    void everyCharacterReachesTheModel() throws InterruptedException {
        var usage = model("tiny")
                .chat(request("açaí 🎉 \u0000 ñ 漢 𝄞"), Listener.NONE)
                .usage();

        assertThat(usage.tokensIn()).isEqualTo(TinyGguf.tokens("<user>açaí 🎉   ñ 漢 𝄞\n<assistant>"));
    }

    private static Request request(String text) {
        return new Request("", List.of(new Message.User(text)), List.of(), 1, null);
    }

    @Test
    void anAnswerKeepsToItsSchema() throws InterruptedException {
        var schema =
                "{\"type\":\"object\",\"properties\":{\"done\":{\"enum\":[\"yes\",\"no\"]}},\"required\":[\"done\"]}";
        var reply = model("tiny").chat(asking(200).matching(schema), Listener.NONE);

        assertThat(reply.text()).matches("\\{\\s*\"done\"\\s*:\\s*\"(yes|no)\"\\s*}\\s*");
        assertThat(reply.finish()).isEqualTo("stop");
    }

    @Test
    void aChatThatAnotherModelBeganGoesOn() throws InterruptedException {
        var request = new Request(
                "You help.",
                List.of(
                        new Message.Assistant("Hello.", List.of(new ToolCall("call-1", "read_file", "{}"))),
                        new Message.ToolResult("call-1", new ToolName("read_file"), true, "content"),
                        new Message.User("go on")),
                List.of(),
                5,
                0.5);

        assertThat(model("tiny").chat(request, Listener.NONE).text()).hasSize(5);
    }

    @Test
    void anInterruptIsObeyedAtOnceAndTheNextChatIsAnswered() throws InterruptedException {
        assertThat(interrupted("tiny")).isInstanceOf(InterruptedException.class);
        assertThat(chat("tiny", 5).text()).hasSize(5);
    }

    @Test
    void chatsWithOneModelComeOneAfterTheOther() throws Exception {
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var replies = new ArrayList<Future<Reply>>();
            for (var caller = 0; caller < 6; caller++) {
                replies.add(callers.submit(() -> chat("tiny", 20)));
            }
            for (var reply : replies) {
                assertThat(reply.get().text()).hasSize(20);
            }
        }
    }

    @Test
    void modelsRunBesideEachOther() throws InterruptedException {
        TinyGguf.drop(folder, "other.gguf", TinyGguf.babbling(8));

        assertThat(chat("tiny", 5).text()).hasSize(5);
        assertThat(chat("other", 5).text()).hasSize(5);
        assertThat(engine("tiny").pid()).isNotEqualTo(engine("other").pid());
    }

    @Test
    void anEngineThatIsKilledCostsOneChat() throws InterruptedException {
        var hearing = new Hearing();
        var outcome = new AtomicReference<AuleException>();
        var caller = Thread.startVirtualThread(() -> outcome.set(
                catchThrowableOfType(AuleException.class, () -> model("tiny").chat(asking(FOREVER), hearing))));
        Awaiting.until("the first piece is heard", () -> !hearing.text.isEmpty());
        var killed = engine("tiny");
        killed.destroyForcibly();
        caller.join();

        assertThat(outcome.get().code()).isEqualTo(ErrorCode.PROVIDER_ERROR);
        assertThat(outcome.get().passes()).isTrue();
        assertThat(outcome.get().sentence()).contains("gguf/tiny", "it was killed", "started again");
        assertThat(chat("tiny", 5).text()).hasSize(5);
        assertThat(engine("tiny").pid()).isNotEqualTo(killed.pid());
    }

    @Test
    void anEngineThatDiedMeanwhileIsReplacedWithoutAWord() throws InterruptedException {
        chat("tiny", 1);
        var gone = engine("tiny");
        gone.destroyForcibly();
        gone.onExit().join();

        assertThat(chat("tiny", 5).text()).hasSize(5);
    }

    @Test
    void anIdleEngineEndsAndTheNextChatStartsAnother() throws IOException, InterruptedException {
        settings("tiny", "idle_seconds: 1\n");
        chat("tiny", 1);
        var idle = engine("tiny");

        Awaiting.until("the idle engine ended", () -> !idle.isAlive());
        assertThat(models.process("tiny")).isEmpty();
        assertThat(chat("tiny", 5).text()).hasSize(5);
    }

    @Test
    void whatIsInMemoryIsListedAndCanBeLetGo() throws InterruptedException {
        assertThat(models.running()).isEmpty();
        chat("tiny", 5);
        Awaiting.until("the chat is over", () -> models.running().getFirst().left() != null);
        var running = models.running().getFirst();
        assertThat(running.name()).isEqualTo("tiny");
        assertThat(running.bytes())
                .isEqualTo(folder.resolve("tiny.gguf").toFile().length());
        assertThat(running.left()).isBetween(Duration.ZERO, Duration.ofMinutes(5));
        var process = engine("tiny");

        models.unload("tiny");
        models.unload("never heard of");

        assertThat(models.running()).isEmpty();
        Awaiting.until("its process has ended", () -> !process.isAlive());
        assertThat(chat("tiny", 5).finish()).isEqualTo("length");
    }

    @Test
    void otherSettingsStartAnotherEngine() throws IOException, InterruptedException {
        chat("tiny", 1);
        var before = engine("tiny");
        settings("tiny", "context: 64\nthreads: 1\n");

        var reply = chat("tiny", 1000);
        assertThat(reply.finish()).isEqualTo("length");
        assertThat(reply.usage().tokensIn() + reply.usage().tokensOut()).isBetween(60L, 64L);
        before.onExit().join();
    }

    @Test
    void aChatThatIsTooLongIsRefusedWithItsLength() throws IOException {
        settings("tiny", "context: 64\n");
        var failure = failure("tiny", request("word ".repeat(100)));

        assertThat(failure.passes()).isFalse();
        assertThat(failure.sentence()).contains("gguf/tiny", "tokens", "its context holds 62");
    }

    @Test
    void aWholeFileThatLlamaDoesNotKnowIsRefusedWithItsReason() throws InterruptedException {
        TinyGguf.drop(folder, "strange.gguf", TinyGguf.foreign("strangelove"));
        var failure = failure("strange", asking(5));

        assertThat(failure.code()).isEqualTo(ErrorCode.PROVIDER_ERROR);
        assertThat(failure.passes()).isFalse();
        assertThat(failure.sentence()).contains("gguf/strange", "strangelove", "Ollama");
        assertThat(models.process("strange")).isEmpty();
        assertThat(chat("tiny", 1).text()).hasSize(1);
    }

    @Test
    void aBrokenFileIsListedAsUnusableAndSaysWhy() {
        TinyGguf.drop(folder, "broken.gguf", new byte[1000]);

        assertThat(models.look())
                .extracting(ModelSpec::id, ModelSpec::available)
                .containsExactly(tuple("gguf/broken", false), tuple("gguf/tiny", true));
        assertThat(failure("broken", asking(1)).passes()).isFalse();
        assertThat(failure("broken", asking(1)).sentence())
                .isEqualTo(models.faults().getFirst())
                .contains(folder.resolve("broken.gguf").toString(), "is not a GGUF file", "Fetch it again");
    }

    @Test
    void closingEndsEveryEngine() throws InterruptedException {
        chat("tiny", 1);
        var engine = engine("tiny");
        models.close();

        engine.onExit().join();
        assertThat(engine.isAlive()).isFalse();
    }

    @Test
    void aNativeLibraryThatIsNotThereIsNotFatal() throws InterruptedException {
        try (var elsewhere = new GgufModels(folder, Map.of(GgufModels.LIBRARY, "/nowhere"))) {
            var reply = elsewhere
                    .model("tiny", UnaryOperator.identity())
                    .orElseThrow()
                    .chat(asking(2), Listener.NONE);
            assertThat(reply.text()).hasSize(2);
        }
    }
}
