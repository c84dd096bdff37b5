package aule.models.wire;

import aule.models.ChatModel.ToolCall;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;

/**
 * The latest answers as they came, for providers that sign a model's thoughts and want to see them again with the
 * results of the calls that followed. What is forgotten is written anew, without thoughts.
 */
final class Verbatim {

    /** Characters; of the length of a few long conversations. */
    private static final long MOST = 8_000_000;

    private record Kept(List<String> calls, String content) {}

    private final LinkedHashMap<String, Kept> kept = new LinkedHashMap<>();
    private long size;

    synchronized void keep(List<ToolCall> calls, ArrayNode content) {
        var fresh = new Kept(calls.stream().map(ToolCall::id).toList(), Json.write(content));
        var old = kept.put(calls.getFirst().id(), fresh);
        size += fresh.content().length() - (old == null ? 0 : old.content().length());
        while (size > MOST) {
            size -= kept.pollFirstEntry().getValue().content().length();
        }
    }

    /** What came with exactly these calls. */
    synchronized Optional<ArrayNode> of(List<ToolCall> calls) {
        var found = calls.isEmpty() ? null : kept.get(calls.getFirst().id());
        if (found == null
                || !found.calls().equals(calls.stream().map(ToolCall::id).toList())) {
            return Optional.empty();
        }
        return Optional.of((ArrayNode) Json.attempt(found.content()));
    }
}
