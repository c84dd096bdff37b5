package aule.tools;

import aule.kernel.AuleException;
import aule.kernel.ToolName;
import aule.schema.Schemas;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tools that exist, in a stable order. */
final class Catalogue {

    private final Map<String, Shape> tools = new LinkedHashMap<>();
    private final List<String> names;

    Catalogue(List<Tool> tools, Schemas schemas) {
        for (var tool : tools) {
            var before = this.tools.put(tool.spec().name().value(), new Shape(tool, schemas));
            if (before != null) {
                throw new IllegalStateException(
                        "Two tools are named '%s'.".formatted(tool.spec().name()));
            }
        }
        this.names = List.copyOf(this.tools.keySet());
    }

    /** The tool that was meant, after forgiving its spelling. */
    Optional<Shape> find(String asked) {
        return Names.find(asked, names).map(tools::get);
    }

    /** @throws AuleException with {@code NOT_FOUND} unless there is a tool of exactly this name */
    Shape exactly(String name) {
        var shape = tools.get(name);
        if (shape == null) {
            throw AuleException.notFound("tool", name);
        }
        return shape;
    }

    /** Those that these names allow; all if there are none. */
    List<Shape> allowed(Set<ToolName> allowed) {
        return tools.values().stream()
                .filter(it -> allowed.isEmpty() || allowed.contains(it.spec().name()))
                .toList();
    }
}
