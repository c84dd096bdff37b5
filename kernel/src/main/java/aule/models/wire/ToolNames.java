package aule.models.wire;

import aule.kernel.ToolName;
import aule.models.ChatModel.ToolSpec;
import java.util.List;

/** Tool names as providers accept them: letters, digits, {@code _} and {@code -} only. */
record ToolNames(List<ToolSpec> tools) {

    static String wire(ToolName name) {
        return plain(name.value());
    }

    /** A name or an id in the letters that every provider takes. */
    static String plain(String name) {
        return name.replaceAll("[^A-Za-z0-9_-]", "_");
    }

    /** Our name for what a model calls; a name nobody offered stays as it is, for the caller to refuse. */
    String ours(String wire) {
        return tools.stream()
                .map(it -> it.name())
                .filter(it -> wire(it).equals(wire))
                .map(ToolName::value)
                .findFirst()
                .orElse(wire);
    }
}
