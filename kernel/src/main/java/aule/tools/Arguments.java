package aule.tools;

import aule.kernel.AuleException;
import aule.kernel.AuleException.Fault;
import aule.kernel.ProjectId;
import aule.schema.Json;
import aule.schema.Schemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes the record that a tool takes from the text that a model sent. */
final class Arguments {

    static final String NOT_CALLED = "%s was not called.";

    private static final int SHOWN = 600;

    private final Schemas schemas;
    private final Desk.Room desks;

    Arguments(Schemas schemas, Desk.Room desks) {
        this.schemas = schemas;
        this.desks = desks;
    }

    /** What became of the text. */
    sealed interface Outcome {

        /**
         * @param json exactly what executes, members in the schema's order
         * @param note what was repaired, empty if nothing
         */
        record Good(Record value, String json, String note) implements Outcome {}

        /** @param sentence what is wrong, which shape is expected, and an example */
        record Bad(String sentence) implements Outcome {}
    }

    Outcome read(Shape tool, String text, ProjectId project) {
        var coercion = new Coercion(tool.schema());
        var read =
                JsonRepair.object(text).or(() -> coercion.bare(text).map(it -> new JsonRepair.Read(it, true, false)));
        if (read.isEmpty()) {
            return bad(tool, "The arguments are not a JSON object.");
        }
        var value = coercion.apply(withoutProject(read.get().value(), tool, project));
        if (read.get().cut() && tool.spec().effect() != Tool.Effect.READ) {
            return bad(
                    tool,
                    "The arguments end in the middle of a value; send them again, in smaller parts if they are long.");
        }
        var note = read.get().mended() ? "The arguments were not plain JSON and were repaired." : "";
        try {
            return checked(tool, value, note);
        } catch (JacksonException outOfRange) {
            return bad(
                    tool, "A number is out of range; whole numbers must be at most %d.".formatted(Integer.MAX_VALUE));
        }
    }

    private Outcome checked(Shape tool, ObjectNode value, String note) {
        var faults = schemas.faults(tool.parameters(), value);
        if (!faults.isEmpty()) {
            return bad(tool, faults.stream().map(Arguments::sentence).collect(Collectors.joining(" ")));
        }
        return good(tool, value, note);
    }

    /** The same arguments with each path that leads outside the workspace replaced by where it really leads. */
    Outcome settled(Shape tool, Outcome.Good read, ProjectId project) {
        var named = tool.tool().named();
        var value = (ObjectNode) Json.wire().readTree(read.json());
        try {
            for (var argument : named.arguments()) {
                var path = value.path(argument).asString("");
                if (WorkspacePath.leaves(path)) {
                    value.put(argument, desks.apply(project).settled(path, named.links()));
                }
            }
            return good(tool, value, read.note());
        } catch (AuleException e) {
            return new Outcome.Bad(e.sentence());
        }
    }

    /** Whether the arguments name a place outside the workspace. */
    boolean leave(Shape tool, Outcome.Good read) {
        var value = Json.wire().readTree(read.json());
        return tool.tool().named().arguments().stream()
                .anyMatch(it -> WorkspacePath.leaves(value.path(it).asString("")));
    }

    /** What is wrong with arguments that a person changed. */
    List<Fault> faults(Shape tool, String json) {
        var value = Json.wire().readTree(json);
        var faults = new ArrayList<>(schemas.faults(tool.parameters(), value));
        tool.tool().named().arguments().stream()
                .filter(it -> vague(value.path(it).asString("")))
                .map(it -> new Fault("/" + it, "Outside the workspace, name the place by its absolute path."))
                .forEach(faults::add);
        return faults;
    }

    private static boolean vague(String path) {
        return WorkspacePath.leaves(path) && !WorkspacePath.outside(path);
    }

    private static Outcome good(Shape tool, ObjectNode value, String note) {
        var arguments = Json.wire().treeToValue(value, tool.spec().arguments());
        return new Outcome.Good(arguments, value.toString(), note);
    }

    /** The project comes from the run; naming the same one again is no fault. */
    private static ObjectNode withoutProject(ObjectNode value, Shape tool, ProjectId project) {
        var named = value.path("project_id").asString("").equals(project.value());
        if (named && !tool.schema().path("properties").has("project_id")) {
            value.remove("project_id");
        }
        return value;
    }

    private static Outcome bad(Shape tool, String sentence) {
        var schema = tool.parameters();
        var shown = schema.length() <= SHOWN ? schema : schema.substring(0, SHOWN) + "…";
        return new Outcome.Bad("%s %s\nIts arguments: %s\nFor example: %s"
                .formatted(NOT_CALLED.formatted(tool.spec().name()), sentence, shown, example(tool.schema())));
    }

    private static String sentence(Fault fault) {
        return fault.pointer().isEmpty() ? fault.message() : "%s: %s".formatted(fault.pointer(), fault.message());
    }

    private static ObjectNode example(JsonNode schema) {
        var example = JsonNodeFactory.instance.objectNode();
        var required = StreamSupport.stream(schema.path("required").spliterator(), false)
                .map(it -> it.asString(""))
                .toList();
        for (var name : required) {
            example.set(name, sample(name, schema.path("properties").path(name)));
        }
        return example;
    }

    private static JsonNode sample(String name, JsonNode property) {
        var nodes = JsonNodeFactory.instance;
        return switch (property.path("type").asString("")) {
            case "integer", "number" -> nodes.numberNode(1);
            case "boolean" -> nodes.booleanNode(true);
            case "array" -> nodes.arrayNode();
            case "object" -> nodes.objectNode();
            default ->
                nodes.stringNode(
                        Optional.of(name).filter(it -> !it.equals("path")).orElse("notes.md"));
        };
    }
}
