package aule.models.commands;

import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.Ids;
import aule.kernel.ToolName;
import aule.models.ChatModel.Listener;
import aule.models.ChatModel.Message;
import aule.models.ChatModel.Reply;
import aule.models.ChatModel.Request;
import aule.models.ChatModel.ToolCall;
import aule.models.ChatModel.ToolSpec;
import aule.models.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BuiltinCommandsTests {

    private static final List<ToolSpec> TOOLS = Stream.of(
                    "read_file",
                    "write_file",
                    "append_file",
                    "edit_file",
                    "list_dir",
                    "make_dir",
                    "move",
                    "delete",
                    "exec",
                    "think",
                    "ask_user",
                    "complete")
            .map(it -> new ToolSpec(new ToolName(it), "A tool.", "{}"))
            .toList();

    private final AtomicLong counted = new AtomicLong();
    private final Ids ids = () -> new UUID(7L, counted.incrementAndGet());
    private final BuiltinCommands model = new BuiltinCommands(ids);
    private final List<ToolCall> calls = new ArrayList<>();

    /** Plays a run loop until the model stops calling tools. */
    private Reply run(String goal, Function<ToolCall, Message.ToolResult> tools) throws InterruptedException {
        var messages = new ArrayList<Message>(List.of(new Message.User(goal)));
        while (true) {
            var reply = model.chat(new Request("", messages, TOOLS, 1000, null), Listener.NONE);
            if (reply.toolCalls().isEmpty()) {
                return reply;
            }
            messages.add(new Message.Assistant(reply.text(), reply.toolCalls()));
            for (var call : reply.toolCalls()) {
                calls.add(call);
                messages.add(tools.apply(call));
            }
        }
    }

    private static Message.ToolResult answer(ToolCall call, boolean ok, String output) {
        return new Message.ToolResult(call.id(), new ToolName(call.name()), ok, output);
    }

    private static Message.ToolResult fine(ToolCall call) {
        return answer(call, true, call.name().equals("exec") ? "olá\n" : "done");
    }

    @Test
    void theStepsAreDoneInOrderAndTheLastOutputIsShown() throws InterruptedException {
        var reply = run("create file hello.py with print('olá') then run python3 hello.py", BuiltinCommandsTests::fine);
        assertThat(calls).extracting(ToolCall::name).containsExactly("write_file", "exec");
        assertThat(calls.getFirst().arguments()).isEqualTo("{\"content\":\"print('olá')\\n\",\"path\":\"hello.py\"}");
        assertThat(reply.text()).isEqualTo("Wrote hello.py.\nRan `python3 hello.py`:\n\nolá");
        assertThat(reply.finish()).isEqualTo("stop");
    }

    @Test
    void portugueseIsAnsweredInPortuguese() throws InterruptedException {
        var reply = run(
                "crie o arquivo hello.py com print('olá') e depois rode python3 hello.py", BuiltinCommandsTests::fine);
        assertThat(reply.text()).isEqualTo("Escrevi hello.py.\nExecutei `python3 hello.py`:\n\nolá");
    }

    @Test
    void theFirstFailureStopsTheRestAndIsReported() throws InterruptedException {
        var reply = run(
                "create folder src then run `false` then list files",
                call -> answer(call, !call.name().equals("exec"), "exit code 1: nothing there"));
        assertThat(calls).extracting(ToolCall::name).containsExactly("make_dir", "exec");
        assertThat(reply.finish()).isEqualTo(Reply.GAVE_UP);
        assertThat(reply.text())
                .contains("Created the folder src.", "Step 2 of 3 failed: run `false`", "exit code 1", "Not done")
                .contains("list the files");
    }

    @Test
    void oneStepNotUnderstoodMeansThatNothingIsDone() throws InterruptedException {
        var reply = run("create file a.txt with 'x' then runn ls", BuiltinCommandsTests::fine);
        assertThat(calls).isEmpty();
        assertThat(reply.finish()).isEqualTo(Reply.GAVE_UP);
        assertThat(reply.text())
                .contains("step 2 of 2", "runn ls", "run `COMMAND`", "OPENAI_API_KEY", "Ollama", "Settings → Models");
    }

    @Test
    void aToolThatIsNotOfferedIsNamedAndNothingIsDone() throws InterruptedException {
        var reply = run("create folder src then remember that I like tea", BuiltinCommandsTests::fine);
        assertThat(calls).isEmpty();
        assertThat(reply.text()).contains("remember I like tea", "memory_save", "nothing was done");
    }

    @Test
    void greetingsAndQuestionsAreAnsweredInTheirLanguage() throws InterruptedException {
        assertThat(run("hi", BuiltinCommandsTests::fine).text()).startsWith("Hello! I am builtin/commands");
        assertThat(run("Olá!", BuiltinCommandsTests::fine).text()).startsWith("Olá! Eu sou builtin/commands");
        assertThat(run("what can you do?", BuiltinCommandsTests::fine).text()).contains(Forms.in(Language.ENGLISH));
        assertThat(run("o que você sabe fazer?", BuiltinCommandsTests::fine).text())
                .contains(Forms.in(Language.PORTUGUESE));
    }

    @Test
    void onlyTheLastGoalOfAConversationCounts() throws InterruptedException {
        var request = new Request(
                "",
                List.of(
                        new Message.User("run `ls`"),
                        new Message.Assistant("", List.of(new ToolCall("c1", "exec", "{}"))),
                        new Message.ToolResult("c1", new ToolName("exec"), true, "a.txt"),
                        new Message.Assistant("Ran it.", List.of()),
                        new Message.User("read a.txt")),
                TOOLS,
                1000,
                null);
        assertThat(model.chat(request, Listener.NONE).toolCalls())
                .extracting(ToolCall::name)
                .containsExactly("read_file");
    }

    @Test
    void textStreamsInPiecesAndTokensAreEstimated() throws InterruptedException {
        var pieces = new ArrayList<String>();
        var listener = new Listener() {
            @Override
            public void text(String piece) {
                pieces.add(piece);
            }

            @Override
            public void lost(Loss loss) {}

            @Override
            public void thought(String piece) {}
        };
        var reply = model.chat(new Request("", List.of(new Message.User("hi")), List.of(), 1000, null), listener);
        assertThat(pieces).hasSizeGreaterThan(5);
        assertThat(String.join("", pieces)).isEqualTo(reply.text());
        assertThat(reply.usage().tokensIn()).isEqualTo(1);
        assertThat(reply.usage().tokensOut()).isEqualTo((reply.text().length() + 3) / 4);
    }
}
