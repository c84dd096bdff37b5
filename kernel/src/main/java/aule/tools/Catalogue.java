package aule.tools;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.ToolName;
import aule.schema.Schemas;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The tools that exist, in a stable order. */
final class Catalogue {

    private final Schemas schemas;
    private volatile Map<String, Shape> tools = Map.of();
    private volatile SpecialTools special = _ -> Optional.empty();
    private final Map<ToolName, Shape> specialShapes = new ConcurrentHashMap<>();

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

    void add(SpecialTools more) {
        special = more;
    }

    /** The tool that was meant, after forgiving its spelling; that of a special one is not forgiven. */
    Optional<Shape> find(String asked) {
        var known = tools;
        if (!known.containsKey(asked) && ToolName.fits(asked)) {
            var exact = special(new ToolName(asked));
            if (exact.isPresent()) {
                return exact;
            }
        }
        return Names.find(asked, List.copyOf(known.keySet())).map(known::get);
    }

    /** @throws AuleException with {@code NOT_FOUND} unless there is a tool of exactly this name */
    Shape exactly(String name) {
        return Optional.ofNullable(tools.get(name))
                .or(() -> special(new ToolName(name)))
                .orElseThrow(() -> AuleException.notFound("tool", name));
    }

    /** A description is kept for as long as the tool says the same of itself. */
    private Optional<Shape> special(ToolName name) {
        return special.named(name)
                .map(tool -> specialShapes.merge(
                        name, new Shape(tool, schemas), (old, now) -> old.spec().equals(now.spec()) ? old : now));
    }

    /** Whether a caller with this permission may call a tool. */
    boolean allows(Set<ToolName> allowed, ToolName name) {
        return allowed.contains(name) || (allowed.isEmpty() && tools.containsKey(name.value()));
    }

    /** Those that these names allow; all if there are none. */
    List<Shape> allowed(Set<ToolName> allowed) {
        var known = tools;
        var usual =
                known.values().stream().filter(it -> allows(allowed, it.spec().name()));
        var named = allowed.stream()
                .filter(it -> !known.containsKey(it.value()))
                .sorted(Comparator.comparing(ToolName::value))
                .flatMap(it -> special(it).stream());
        return Stream.concat(usual, named).toList();
    }
}
