package aule.agents.loop;

import aule.kernel.ToolName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A small task that shows whether a model can call tools.
 *
 * @param tools what it may choose from
 * @param tool the one that does it; empty if none is to be called
 * @param arguments that have to be exactly so
 * @param matching arguments that have to match
 */
public record BenchTask(
        String id,
        String goal,
        Set<ToolName> tools,
        String tool,
        Map<String, JsonNode> arguments,
        Map<String, Pattern> matching) {

    public BenchTask {
        tools = Set.copyOf(tools);
        arguments = Map.copyOf(arguments);
        matching = Map.copyOf(matching);
    }

    /** The tasks of {@code agents/bench.yaml}, in its order. */
    public static List<BenchTask> all() {
        try (var file = BenchTask.class.getResourceAsStream("/agents/bench.yaml")) {
            var tasks = new YAMLMapper().readTree(Objects.requireNonNull(file)).path("tasks");
            return tasks.properties().stream()
                    .map(it -> task(it.getKey(), it.getValue()))
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static BenchTask task(String id, JsonNode node) {
        var arguments = new LinkedHashMap<String, JsonNode>();
        node.path("arguments").properties().forEach(it -> arguments.put(it.getKey(), it.getValue()));
        var matching = new LinkedHashMap<String, Pattern>();
        node.path("matching")
                .properties()
                .forEach(it ->
                        matching.put(it.getKey(), Pattern.compile(it.getValue().asString())));
        return new BenchTask(
                id,
                node.path("goal").asString(),
                node.path("tools")
                        .valueStream()
                        .map(it -> new ToolName(it.asString()))
                        .collect(Collectors.toUnmodifiableSet()),
                node.path("tool").asString(""),
                arguments,
                matching);
    }

    /** Whether a call's arguments are the expected ones; a path may begin with {@code ./} and end with a slash. */
    boolean expects(JsonNode given) {
        return arguments.entrySet().stream().allMatch(it -> same(it.getValue(), given.path(it.getKey())))
                && matching.entrySet().stream()
                        .allMatch(it -> it.getValue()
                                .matcher(given.path(it.getKey()).asString(""))
                                .matches());
    }

    private static boolean same(JsonNode wanted, JsonNode given) {
        return wanted.isString()
                ? plain(wanted.asString()).equals(plain(given.asString("")))
                : wanted.asString("").equals(given.asString(""));
    }

    private static String plain(String text) {
        return text.strip().replaceFirst("^\\./", "").replaceFirst("(?<=[^/])/$", "");
    }
}
