package aule.agents.loop;

import aule.models.ChatModel.ToolCall;
import aule.tools.JsonRepair;
import aule.tools.UseTool;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;

/** Calls of tools that a model knows by name only, as it makes them and as what they are. */
final class FurtherCalls {

    private static final String USE_TOOL = UseTool.NAME.value();

    private FurtherCalls() {}

    /** The call that was meant; one without arguments asks how the tool is called, and stays what it is. */
    static ToolCall unwrapped(ToolCall call) {
        return call.name().strip().equalsIgnoreCase(USE_TOOL) ? inner(call).orElse(call) : call;
    }

    private static Optional<ToolCall> inner(ToolCall call) {
        var read = JsonRepair.object(call.arguments()).filter(it -> !it.cut());
        return read.map(JsonRepair.Read::value).flatMap(asked -> {
            var tool = asked.path("tool").asString("").strip();
            var given = asked.path("arguments");
            var arguments = given.isString() ? given.asString() : given.isObject() ? given.toString() : "";
            return tool.isEmpty() || tool.equals(USE_TOOL) || arguments.isBlank()
                    ? Optional.empty()
                    : Optional.of(new ToolCall(call.id(), tool, arguments));
        });
    }

    /** The call as the model made it. */
    static ToolCall wrapped(ToolCall call) {
        var asked =
                JsonNodeFactory.instance.objectNode().put("tool", call.name()).put("arguments", call.arguments());
        return new ToolCall(call.id(), USE_TOOL, asked.toString());
    }
}
