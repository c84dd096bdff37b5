package aule.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.TokenUsage;
import aule.kernel.ToolName;
import aule.models.ChatModel;
import aule.models.ChatModel.Listener;
import aule.models.ChatModel.Message;
import aule.models.ChatModel.Request;
import aule.models.ChatModel.ToolCall;
import aule.models.ChatModel.ToolSpec;
import aule.models.Loss;
import aule.models.Most;
import aule.models.Price;
import aule.testkit.Turn.Fault;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every model keeps to, whoever serves it. */
@Timeout(60)
public abstract class ChatModelContract {

    protected static final ToolSpec READ = new ToolSpec(
            new ToolName("read_file"),
            "Reads a file.",
            "{\"type\":\"object\",\"properties\":{\"path\":{\"type\":\"string\"}}}");

    /** A model that does these things in order. */
    protected abstract ChatModel model(Turn... turns);

    protected static Request asking(String goal) {
        return new Request("You help.", List.of(new Message.User(goal)), List.of(READ), 1000, null);
    }

    /** Keeps the pieces it hears. */
    protected static final class Hearing implements Listener {
        public final List<String> text = new CopyOnWriteArrayList<>();
        public final List<String> thoughts = new CopyOnWriteArrayList<>();
        public final List<Loss> losses = new CopyOnWriteArrayList<>();

        @Override
        public void text(String piece) {
            text.add(piece);
        }

        @Override
        public void lost(Loss loss) {
            losses.add(loss);
        }

        @Override
        public void thought(String piece) {
            thoughts.add(piece);
        }
    }

    @Test
    void textComesInPiecesAndWhole() throws InterruptedException {
        var hearing = new Hearing();
        var reply = model(Turn.text("Bom ", "dia, ", "açaí 🎉")).chat(asking("hi"), hearing);
        assertThat(hearing.text).containsExactly("Bom ", "dia, ", "açaí 🎉");
        assertThat(reply.text()).isEqualTo("Bom dia, açaí 🎉");
        assertThat(reply.finish()).isEqualTo("stop");
        assertThat(reply.toolCalls()).isEmpty();
    }

    @Test
    void thoughtsAreKeptApartFromText() throws InterruptedException {
        var hearing = new Hearing();
        var reply = model(Turn.text("4").thinking("2 and ", "2")).chat(asking("2+2"), hearing);
        assertThat(reply.thought()).isEqualTo("2 and 2");
        assertThat(reply.text()).isEqualTo("4");
        assertThat(hearing.thoughts).containsExactly("2 and ", "2");
    }

    @Test
    void parallelCallsStayApart() throws InterruptedException {
        var reply = model(Turn.calls(
                        new Turn.Call("read_file", "{\"path\":\"a\"}"),
                        new Turn.Call("read_file", "{\"path\":\"b\"}"),
                        new Turn.Call("write_file", "{\"path\":\"ç\"}")))
                .chat(asking("read"), Listener.NONE);
        assertThat(reply.toolCalls())
                .extracting(ToolCall::name)
                .containsExactly("read_file", "read_file", "write_file");
        assertThat(reply.toolCalls())
                .extracting(ToolCall::arguments)
                .containsExactly("{\"path\":\"a\"}", "{\"path\":\"b\"}", "{\"path\":\"ç\"}");
        assertThat(reply.toolCalls())
                .extracting(ToolCall::id)
                .doesNotHaveDuplicates()
                .doesNotContain("");
        assertThat(reply.finish()).isEqualTo("tool_calls");
    }

    @Test
    void usageIsTheOneReported() throws InterruptedException {
        var reply = model(Turn.text("x").costing(new TokenUsage(120, 7, 0, 0))).chat(asking("hi"), Listener.NONE);
        assertThat(reply.usage().tokensIn()).isEqualTo(120);
        assertThat(reply.usage().tokensOut()).isEqualTo(7);
    }

    @Test
    void anAnswerCutByTheLengthLimitSaysSo() throws InterruptedException {
        assertThat(model(Turn.text("x").ending("length"))
                        .chat(asking("hi"), Listener.NONE)
                        .finish())
                .isEqualTo("length");
    }

    @Test
    void aTruncatedAnswerIsAFailureWhateverCameBefore() {
        assertThatThrownBy(() -> model(Turn.broken(Fault.EARLY_END, "half")).chat(asking("hi"), Listener.NONE))
                .isInstanceOfSatisfying(
                        AuleException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.PROVIDER_ERROR));
    }

    @Test
    void anAnswerThatBreaksOffSaysWhatItUsed() {
        var hearing = new Hearing();
        var question = asking("hi");
        assertThatThrownBy(
                        () -> model(Turn.broken(Fault.EARLY_END, "half of it")).chat(question, hearing))
                .isInstanceOf(AuleException.class);

        assertThat(hearing.losses).singleElement().satisfies(loss -> {
            assertThat(loss.estimated()).isTrue();
            assertThat(loss.usage().tokensIn()).isPositive();
            assertThat(loss.usage().tokensOut()).isPositive();
            var spec = ScriptedModel.spec("any", new Price(1, 1));
            assertThat(loss.usage().tokensIn() + loss.usage().tokensOut())
                    .isLessThanOrEqualTo(Most.of(spec, question).tokens());
        });
    }

    @Test
    void aWholeAnswerAndARefusalLoseNothing() throws InterruptedException {
        var hearing = new Hearing();
        var model = model(Turn.text("x"), Turn.refused(400, "No."));
        model.chat(asking("hi"), hearing);
        assertThatThrownBy(() -> model.chat(asking("hi"), hearing)).isInstanceOf(AuleException.class);

        assertThat(hearing.losses).isEmpty();
    }

    @Test
    void anInterruptEndsTheWaitAtOnce() throws InterruptedException {
        var model = model(Turn.broken(Fault.STALL, "first"));
        var hearing = new Hearing();
        var outcome = new AtomicReference<Throwable>();
        var caller = Thread.startVirtualThread(() -> {
            try {
                model.chat(asking("hi"), hearing);
            } catch (InterruptedException | AuleException e) {
                outcome.set(e);
            }
        });
        Awaiting.until("the first piece is heard", () -> !hearing.text.isEmpty());
        caller.interrupt();
        caller.join();
        assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
    }
}
