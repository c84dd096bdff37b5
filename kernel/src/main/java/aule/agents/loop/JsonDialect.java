package aule.agents.loop;

import aule.agents.loop.ReAct.Parsed;
import aule.kernel.RunEvent;
import aule.models.ChatModel;
import java.util.List;
import java.util.stream.Collectors;

/** The model answers each step with one JSON object, to which its server binds it. */
final class JsonDialect implements Dialect {

    private static final String MANUAL = """

            # How you answer
            Answer with one JSON object and nothing else. To use a tool:

            {"thought": "what you think, in a sentence", "action": {"tool": "a tool's name", "arguments": {"name": "value"}}}

            You will then be told the Observation. When nothing is left to do:

            {"thought": "why nothing is left to do", "action": {"answer": "what came of the goal"}}
            """;

    private static final String FORM = """
            Answer with one JSON object and nothing else:
            {"thought": "…", "action": {"tool": "a tool's name", "arguments": {"argument": "value"}}}
            or, when nothing is left to do:
            {"thought": "…", "action": {"answer": "…"}}""";

    @Override
    public String manual(Kit kit) {
        return ReActDialect.list(kit.shown()) + kit.index() + MANUAL;
    }

    @Override
    public List<ChatModel.ToolSpec> offered(Kit kit) {
        return List.of();
    }

    @Override
    public String schema(Kit kit) {
        return StepSchema.of(kit.shown());
    }

    /** A server that binds nobody to anything may let through plain words, or the text form. */
    @Override
    public Heard hear(ChatModel.Reply reply, int speechless) {
        return ReActDialect.heard(reply, JsonStep.parse(reply.text()), speechless);
    }

    @Override
    public int patience() {
        return ReActDialect.PATIENCE;
    }

    @Override
    public ChatModel.Message said(RunEvent.ModelAnswered answer) {
        if (answer.toolCalls().isEmpty()) {
            return new ChatModel.Message.Assistant(answer.text().isBlank() ? "(nothing)" : answer.text(), List.of());
        }
        var steps = answer.toolCalls().stream()
                .map(call -> JsonStep.of(answer.thought(), call))
                .collect(Collectors.joining("\n"));
        return new ChatModel.Message.Assistant(steps, List.of());
    }

    @Override
    public List<ChatModel.Message> results(List<RunEvent.ToolAnswered> answers) {
        return ReActDialect.observed(answers);
    }

    @Override
    public String nudge(RunEvent.ModelAnswered answer) {
        var complaint = switch (JsonStep.parse(answer.text())) {
            case Parsed.Unclear unclear -> unclear.complaint();
            case Parsed.Words _ -> "Your answer is not the JSON object that is asked for.";
            case Parsed.Act _, Parsed.Done _ -> "Your last answer could not be used.";
        };
        return complaint + " " + FORM;
    }

    @Override
    public ChatModel.Listener show(Shown shown) {
        return new JsonListener(shown, new ReActListener(shown));
    }
}
