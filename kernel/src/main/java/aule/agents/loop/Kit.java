package aule.agents.loop;

import aule.kernel.ToolName;
import aule.models.ChatModel.ToolSpec;
import aule.tools.Tool;
import aule.tools.UseTool;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The tools of a run as a model is told of them. Those that most work does without stand there by name and purpose
 * only, so that every request stays small and begins with the same bytes; the model asks how they are called.
 *
 * @param shown told in full
 * @param further told by name and purpose
 */
record Kit(List<ToolSpec> shown, List<ToolSpec> further) {

    Kit {
        shown = List.copyOf(shown);
        further = List.copyOf(further);
    }

    /** Everything in full. */
    static Kit of(List<ToolSpec> shown) {
        return new Kit(shown, List.of());
    }

    /** @param all whether the run may use every tool; whoever names tools means to have them told in full */
    static Kit of(List<Tool.Spec> specs, boolean all, Function<ToolName, String> parameters) {
        var split = specs.stream()
                .collect(Collectors.partitioningBy(
                        it -> all && it.seldom(),
                        Collectors.mapping(
                                it -> new ToolSpec(it.name(), it.purpose(), parameters.apply(it.name())),
                                Collectors.toList())));
        var further = split.getOrDefault(true, List.of());
        var shown = split.getOrDefault(false, List.of()).stream()
                .filter(it -> !further.isEmpty() || !it.name().equals(UseTool.NAME))
                .toList();
        return new Kit(shown, further);
    }

    Set<ToolName> furtherNames() {
        return further.stream().map(ToolSpec::name).collect(Collectors.toUnmodifiableSet());
    }

    /** What the system prompt says of the further ones; empty if there are none. */
    String index() {
        return further.isEmpty()
                ? ""
                : further.stream()
                        .map(tool -> "- %s: %s".formatted(tool.name(), tool.description()))
                        .collect(Collectors.joining("\n", "\n# Further tools, called by use_tool\n", "\n"));
    }
}
