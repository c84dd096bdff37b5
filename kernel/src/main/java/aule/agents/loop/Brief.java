package aule.agents.loop;

import aule.agents.loop.context.Window;
import aule.kernel.TokenUsage;
import aule.kernel.ToolName;
import aule.models.ChatModel;
import aule.models.Price;
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
 * @param otherwise the price of the model that there would have been without a rule; null if no rule decided, or if
 *     nobody knows
 */
record Brief(
        ChatModel model,
        Dialect dialect,
        Blocks system,
        List<ChatModel.ToolSpec> tools,
        @Nullable String schema,
        Set<ToolName> allowed,
        List<ChatModel.Message> earlier,
        Window window,
        @Nullable Price otherwise) {

    Brief {
        tools = List.copyOf(tools);
        allowed = Set.copyOf(allowed);
        earlier = List.copyOf(earlier);
    }

    /** What the same tokens would have cost more without the rule; null if nothing was saved or nobody knows. */
    @Nullable
    Long saved(TokenUsage usage) {
        var cost = model.spec().cost(usage);
        if (otherwise == null || cost == null) {
            return null;
        }
        var more = otherwise.cost(usage) - cost;
        return more > 0 ? more : null;
    }
}
