package aule.schema;

import aule.kernel.AuleException.Fault;
import com.networknt.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** One promise of a contract: where it is called, who may, and what it takes. */
public final class Operation {

    /** What a request brings along. */
    public enum Body {
        NONE,
        JSON,
        MULTIPART,
        BYTES
    }

    /**
     * How it is asked for over a socket.
     *
     * @param type names it, for example {@code process.list}
     * @param fields what parameters are called there, where that is not their own name
     */
    public record Command(String type, Map<String, String> fields) {

        public Command {
            fields = Map.copyOf(fields);
        }

        /** The field of a frame that holds a parameter's value. */
        public String field(String parameter) {
            return fields.getOrDefault(parameter, parameter);
        }
    }

    /** A value in the address or in a header. */
    record Parameter(String name, String in, boolean required, String type, Schema schema) {}

    private final JsonNode node;
    private final String method;
    private final String path;
    private final Body body;
    private final List<Parameter> parameters;
    private final @Nullable Schema shape;

    Operation(JsonNode node, String method, String path, Body body, List<Parameter> all, @Nullable Schema shape) {
        this.node = node;
        this.method = method;
        this.path = path;
        this.body = body;
        this.parameters = List.copyOf(all);
        this.shape = shape;
    }

    public String id() {
        return node.path("operationId").asString("");
    }

    /** The method in capitals. */
    public String method() {
        return method;
    }

    /** The path with its parameters in braces. */
    public String path() {
        return path;
    }

    /** A permission's name, or {@code public}. */
    public String permission() {
        return node.path("x-permission").asString("");
    }

    public boolean isPublic() {
        return permission().equals("public");
    }

    /** Whether calling it uses something up, so that it must not be called just to look at the headers. */
    public boolean once() {
        return node.path("x-once").asBoolean(false);
    }

    /** Whether it opens a WebSocket. */
    public boolean isSocket() {
        return node.path("responses").has("101");
    }

    /** Empty if it is asked for over HTTP only. */
    public Optional<Command> command() {
        var command = node.path("x-command");
        if (command.isMissingNode()) {
            return Optional.empty();
        }
        var fields = command.path("fields").properties().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().asString("")));
        return Optional.of(new Command(command.path("type").asString(""), fields));
    }

    /** The names of the values in its path. */
    public Set<String> pathParameters() {
        return names("path");
    }

    /** The names of the values in its query. */
    public Set<String> queryParameters() {
        return names("query");
    }

    private Set<String> names(String in) {
        return parameters.stream()
                .filter(it -> it.in().equals(in))
                .map(Parameter::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    public Body body() {
        return body;
    }

    public boolean bodyRequired() {
        return node.path("requestBody").path("required").asBoolean(false);
    }

    /** What is wrong with a JSON body; pointers start at its root. */
    public List<Fault> faultsOf(JsonNode content) {
        return shape == null ? List.of() : Sentences.of(shape.validate(content));
    }

    /** What is wrong with the values of the path; pointers are {@code /path/<name>}. */
    public List<Fault> faultsOfPath(Map<String, String> values) {
        return faults("path", values);
    }

    /** What is wrong with the query, names that were never promised included; pointers are {@code /query/<name>}. */
    public List<Fault> faultsOfQuery(Map<String, String> values) {
        var faults = new ArrayList<>(faults("query", values));
        values.keySet().stream()
                .filter(name -> find("query", name).isEmpty())
                .map(name -> new Fault("/query/" + name, "There is no parameter '%s' here; remove it.".formatted(name)))
                .forEach(faults::add);
        return faults;
    }

    private List<Fault> faults(String in, Map<String, String> values) {
        var faults = new ArrayList<Fault>();
        for (var parameter : parameters) {
            if (parameter.in().equals(in)) {
                faults.addAll(faults(parameter, values.get(parameter.name())));
            }
        }
        return faults;
    }

    private static List<Fault> faults(Parameter parameter, @Nullable String value) {
        var pointer = "/%s/%s".formatted(parameter.in(), parameter.name());
        if (value == null) {
            return parameter.required()
                    ? List.of(new Fault(pointer, "The parameter '%s' is missing.".formatted(parameter.name())))
                    : List.of();
        }
        return Sentences.of(parameter.schema().validate(coerce(value, parameter.type()))).stream()
                .map(it -> new Fault(pointer, it.message()))
                .toList();
    }

    private Optional<Parameter> find(String in, String name) {
        return parameters.stream()
                .filter(it -> it.in().equals(in) && it.name().equals(name))
                .findFirst();
    }

    /** Text of an address as the type its schema asks for; text that is no such value stays text and is refused. */
    private static JsonNode coerce(String value, String type) {
        var nodes = JsonNodeFactory.instance;
        return switch (type) {
            case "integer" ->
                value.matches("-?\\d{1,18}") ? nodes.numberNode(Long.parseLong(value)) : nodes.stringNode(value);
            case "number" ->
                value.matches("-?\\d{1,18}(\\.\\d{1,18})?")
                        ? nodes.numberNode(Double.parseDouble(value))
                        : nodes.stringNode(value);
            case "boolean" ->
                value.matches("true|false") ? nodes.booleanNode(Boolean.parseBoolean(value)) : nodes.stringNode(value);
            default -> nodes.stringNode(value);
        };
    }
}
