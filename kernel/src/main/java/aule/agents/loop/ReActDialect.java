package aule.agents.loop;

import aule.agents.loop.ReAct.Parsed;
import aule.kernel.RunEvent;
import aule.models.ChatModel;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The model calls tools in plain text, because it knows no other way: Thought, Action, Action Input, Observation. */
final class ReActDialect implements Dialect {

    /** How many answers in a row may be not understood. */
    static final int PATIENCE = 3;

    private static final String MANUAL = """

            # How you answer
            Answer in exactly this form, one action at a time, and stop after the input:

            Thought: what you think, in a sentence
            Action: the name of one tool
            Action Input: its arguments as one JSON object

            You will then be told the Observation; never write one yourself. When you know what to tell the person:

            Thought: why nothing is left to do
            Final Answer: what came of the goal
            """;

    private static final String FORM = """
            Answer with these lines and nothing else:
            Thought: …
            Action: a tool's name
            Action Input: {"argument": "value"}
            or, when nothing is left to do:
            Final Answer: …""";

    @Override
    public String manual(Kit kit) {
        return list(kit.shown()) + kit.index() + MANUAL;
    }

    static String list(List<ChatModel.ToolSpec> tools) {
        return tools.stream()
                .map(tool -> "- %s: %s Input: %s".formatted(tool.name(), tool.description(), tool.parameters()))
                .collect(Collectors.joining("\n", "\n# Tools\n", "\n"));
    }

    @Override
    public List<ChatModel.ToolSpec> offered(Kit kit) {
        return List.of();
    }

    @Override
    public @Nullable String schema(Kit kit) {
        return null;
    }

    @Override
    public Heard hear(ChatModel.Reply reply, int speechless) {
        return heard(reply, ReAct.parse(reply.text()), speechless);
    }

    /** Plain words without the form are asked for again once; said a second time, they are the answer. */
    static Heard heard(ChatModel.Reply reply, Parsed read, int speechless) {
        return switch (read) {
            case Parsed.Act act -> {
                var call = new ChatModel.ToolCall("", act.tool(), act.input());
                yield new Heard(thought(reply, act.thought()), "", List.of(call), false);
            }
            case Parsed.Done done -> new Heard(thought(reply, done.thought()), done.answer(), List.of(), true);
            case Parsed.Words words -> new Heard(reply.thought(), words.text(), List.of(), speechless > 0);
            case Parsed.Unclear unclear -> new Heard(reply.thought(), unclear.text(), List.of(), false);
        };
    }

    private static String thought(ChatModel.Reply reply, String written) {
        return reply.thought().isBlank() ? written : reply.thought() + "\n" + written;
    }

    @Override
    public int patience() {
        return PATIENCE;
    }

    @Override
    public ChatModel.Message said(RunEvent.ModelAnswered answer) {
        if (answer.toolCalls().isEmpty()) {
            return new ChatModel.Message.Assistant(answer.text().isBlank() ? "(nothing)" : answer.text(), List.of());
        }
        var actions = answer.toolCalls().stream()
                .map(call -> "Action: %s\nAction Input: %s".formatted(call.tool(), call.arguments()))
                .collect(Collectors.joining("\n"));
        return new ChatModel.Message.Assistant("Thought: %s\n%s".formatted(answer.thought(), actions), List.of());
    }

    @Override
    public List<ChatModel.Message> results(List<RunEvent.ToolAnswered> answers) {
        return observed(answers);
    }

    static List<ChatModel.Message> observed(List<RunEvent.ToolAnswered> answers) {
        var seen = answers.stream()
                .map(answer -> "Observation: " + (answer.ok() ? "" : "FAILED. ") + output(answer))
                .collect(Collectors.joining("\n"));
        return answers.isEmpty() ? List.of() : List.of(new ChatModel.Message.User(seen));
    }

    private static String output(RunEvent.ToolAnswered answer) {
        return answer.output().isBlank() ? "(no output)" : answer.output();
    }

    @Override
    public String nudge(RunEvent.ModelAnswered answer) {
        var complaint = switch (ReAct.parse(answer.text())) {
            case Parsed.Unclear unclear -> unclear.complaint();
            case Parsed.Words _ -> "Your answer names neither an action nor a final answer.";
            case Parsed.Act _, Parsed.Done _ -> "Your last answer could not be used.";
        };
        return complaint + " " + FORM;
    }

    /** Everything is a thought until the final answer begins. */
    @Override
    public ChatModel.Listener show(Shown shown) {
        return new ReActListener(shown);
    }
}
