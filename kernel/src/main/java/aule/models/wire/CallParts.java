package aule.models.wire;

import aule.kernel.Ids;
import aule.models.ChatModel.ToolCall;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Tool calls put together from fragments. A fragment belongs to the call with its index; where a server sends no index,
 * to the call with its id; and where it sends neither, to the last call unless it names a new one.
 */
final class CallParts {

    /** One call as far as it has come. */
    private static final class Part {
        private final long index;
        private String id = "";
        private String name = "";
        private final StringBuilder arguments = new StringBuilder();

        Part(long index) {
            this.index = index;
        }
    }

    static final long NO_INDEX = -1;

    private final Ids ids;
    private final List<Part> parts = new ArrayList<>();

    CallParts(Ids ids) {
        this.ids = ids;
    }

    /**
     * Takes a fragment.
     *
     * @param index {@link #NO_INDEX} for none
     * @param id empty for none
     * @param name empty where the call has been named already
     */
    void add(long index, String id, String name, String arguments) {
        var part = partFor(index, id, name);
        part.id = part.id.isEmpty() ? id : part.id;
        part.name = part.name.isEmpty() ? name : part.name;
        part.arguments.append(arguments);
    }

    /** Arguments as text, whether a server sends them so or as the object that they are. */
    static String arguments(JsonNode arguments) {
        if (arguments.isString()) {
            return arguments.stringValue();
        }
        return arguments.isObject() ? Json.write(arguments) : "";
    }

    int count() {
        return parts.size();
    }

    private Part partFor(long index, String id, String name) {
        for (var part : parts.reversed()) {
            var sameId = id.isEmpty() || part.id.isEmpty() || part.id.equals(id);
            if (index != NO_INDEX ? part.index == index && sameId : continues(part, id, name)) {
                return part;
            }
        }
        var fresh = new Part(index);
        parts.add(fresh);
        return fresh;
    }

    private boolean continues(Part part, String id, String name) {
        if (!id.isEmpty()) {
            return part.id.equals(id);
        }
        return part == parts.getLast() && name.isEmpty();
    }

    /** The calls in the order they began. */
    List<ToolCall> calls(ToolNames names) {
        return parts.stream().map(it -> call(it, names)).toList();
    }

    private ToolCall call(Part part, ToolNames names) {
        var arguments = part.arguments.toString();
        return new ToolCall(
                part.id.isEmpty() ? ids.next("call") : part.id,
                names.ours(part.name),
                arguments.isBlank() ? "{}" : arguments);
    }
}
