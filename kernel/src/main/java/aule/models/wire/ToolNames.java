package aule.models.wire;

import aule.kernel.ToolName;
import aule.models.ChatModel.ToolSpec;
import java.util.List;
import java.util.stream.Stream;

/** Tool names as providers accept them: letters, digits, {@code _} and {@code -} only. */
record ToolNames(List<ToolSpec> tools) {

    static String wire(ToolName name) {
        return plain(name.value());
    }

    /** A name or an id in the letters that every provider takes. */
    static String plain(String name) {
        return name.replaceAll("[^A-Za-z0-9_-]", "_");
    }

    /**
     * Our name for what a model calls. A name that nobody offered stays as it is, however near it comes: what was meant
     * is for the caller to find out, in the same way for all providers.
     */
    String ours(String wire) {
        var names = tools.stream().map(ToolSpec::name).toList();
        var exact = names.stream().filter(it -> it.value().equals(wire));
        return Stream.concat(exact, names.stream().filter(it -> wire(it).equals(wire)))
                .map(ToolName::value)
                .findFirst()
                .orElse(wire);
    }
}
