package aule.agents.loop;

import aule.agents.loop.context.Window;
import aule.kernel.ToolName;
import aule.models.ChatModel;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything a model is told that stays the same from the first to the last step of a turn.
 *
 * @param dialect how tool calls are put into words with this model
 * @param schema JSON Schema as text that every answer must match; null for free text
 * @param allowed the tools that may be called; empty for all
 * @param earlier what was said before in the conversation, the goal last
 * @param window how much the model can be told
 */
record Brief(
        ChatModel model,
        Dialect dialect,
        Blocks system,
        List<ChatModel.ToolSpec> tools,
        @Nullable String schema,
        Set<ToolName> allowed,
        List<ChatModel.Message> earlier,
        Window window) {

    Brief {
        tools = List.copyOf(tools);
        allowed = Set.copyOf(allowed);
        earlier = List.copyOf(earlier);
    }
}
