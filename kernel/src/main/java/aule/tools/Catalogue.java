package aule.tools;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.ToolName;
import aule.schema.Schemas;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tools that exist, in a stable order. */
final class Catalogue {

    private final Schemas schemas;
    private volatile Map<String, Shape> tools = Map.of();

    Catalogue(List<Tool> tools, Schemas schemas) {
        this.schemas = schemas;
        tools.forEach(this::add);
    }

    /** @throws AuleException with {@code INTERNAL} if there is a tool of this name */
    void add(Tool tool) {
        var more = new LinkedHashMap<>(tools);
        if (more.putIfAbsent(tool.spec().name().value(), new Shape(tool, schemas)) != null) {
            throw new AuleException(
                    ErrorCode.INTERNAL,
                    "Two tools are named '%s'; give one of them another name."
                            .formatted(tool.spec().name()));
        }
        tools = more;
    }

    /** The tool that was meant, after forgiving its spelling. */
    Optional<Shape> find(String asked) {
        var known = tools;
        return Names.find(asked, List.copyOf(known.keySet())).map(known::get);
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
