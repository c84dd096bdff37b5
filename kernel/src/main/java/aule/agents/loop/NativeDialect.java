package aule.agents.loop;

import aule.kernel.RunEvent;
import aule.kernel.ToolName;
import aule.models.ChatModel;
import aule.tools.UseTool;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** The model calls tools by the means of its own protocol. */
final class NativeDialect implements Dialect {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Set<ToolName> further;

    /** @param further the tools that are not handed over, and called by {@code use_tool} */
    NativeDialect(Set<ToolName> further) {
        this.further = Set.copyOf(further);
    }

    @Override
    public String manual(Kit kit) {
        return kit.index();
    }

    @Override
    public List<ChatModel.ToolSpec> offered(Kit kit) {
        return kit.shown();
    }

    @Override
    public @Nullable String schema(Kit kit) {
        return null;
    }

    @Override
    public Heard hear(ChatModel.Reply reply, int speechless) {
        var answers = reply.toolCalls().isEmpty() && !reply.text().isBlank();
        return new Heard(reply.thought(), reply.text(), reply.toolCalls(), answers);
    }

    @Override
    public int patience() {
        return 1;
    }

    @Override
    public ChatModel.Message said(RunEvent.ModelAnswered answer) {
        var calls = answer.toolCalls().stream().map(this::call).toList();
        var text = calls.isEmpty() && answer.text().isBlank() ? "(nothing)" : answer.text();
        return new ChatModel.Message.Assistant(text, calls);
    }

    /** Names and arguments that a provider might choke on are shown in a form that it takes. */
    private ChatModel.ToolCall call(RunEvent.ToolRequest asked) {
        var name = asked.tool().replaceAll("[^A-Za-z0-9_.:-]", "_");
        var plain = name.isEmpty() ? "unnamed" : name.substring(0, Math.min(64, name.length()));
        var call = new ChatModel.ToolCall(asked.callId(), plain, object(asked.arguments()));
        return isFurther(asked.tool()) ? FurtherCalls.wrapped(call) : call;
    }

    private boolean isFurther(String tool) {
        return further.stream().anyMatch(it -> it.value().equals(tool));
    }

    private static String object(String arguments) {
        try {
            if (JSON.readTree(arguments).isObject()) {
                return arguments;
            }
        } catch (JacksonException broken) {
            // shown as it was written, below
        }
        return JsonNodeFactory.instance.objectNode().put("raw", arguments).toString();
    }

    @Override
    public List<ChatModel.Message> results(List<RunEvent.ToolAnswered> answers) {
        return answers.stream().map(this::result).toList();
    }

    private ChatModel.Message result(RunEvent.ToolAnswered answer) {
        var output = answer.output().isBlank() ? "(no output)" : answer.output();
        var tool = further.contains(answer.tool()) ? UseTool.NAME : answer.tool();
        return new ChatModel.Message.ToolResult(answer.callId(), tool, answer.ok(), output);
    }

    @Override
    public String nudge(RunEvent.ModelAnswered answer) {
        return answer.text().isBlank()
                ? "Your last answer was empty. Go on with a tool call, or say what came of the goal."
                : "Go on.";
    }

    @Override
    public ChatModel.Listener show(Shown shown) {
        return shown;
    }
}
