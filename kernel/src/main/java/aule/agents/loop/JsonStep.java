package aule.agents.loop;

import aule.agents.loop.ReAct.Parsed;
import aule.kernel.RunEvent;
import aule.schema.Json;
import aule.tools.JsonRepair;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One step as a JSON object, as {@link StepSchema} describes it. */
final class JsonStep {

    private static final String CUT = "Your answer ended in the middle of its object; send it again, shorter.";

    private JsonStep() {}

    /** Reads a step from whatever a model made of it; what is no object at all may be in the text form. */
    static Parsed parse(String answer) {
        var read = answer.indexOf('{') < 0 ? Optional.<JsonRepair.Read>empty() : JsonRepair.object(answer);
        return read.flatMap(it -> step(it, answer)).orElseGet(() -> ReAct.parse(answer));
    }

    private static Optional<Parsed> step(JsonRepair.Read read, String answer) {
        var step = read.value();
        var thought = step.path("thought").asString("");
        var action = step.path("action") instanceof ObjectNode inner ? inner : step;
        var tool = action.path("tool");
        if (tool.isString() && !tool.asString().isBlank()) {
            return Optional.of(read.cut() ? new Parsed.Unclear(answer, CUT) : act(thought, tool.asString(), action));
        }
        var said = action.path("answer");
        if (!said.isString()) {
            return Optional.empty();
        }
        return Optional.of(
                said.asString().isBlank()
                        ? new Parsed.Unclear(answer, "The answer is empty.")
                        : new Parsed.Done(thought, said.asString().strip()));
    }

    private static Parsed act(String thought, String tool, JsonNode action) {
        var given = action.path("arguments");
        var arguments = given.isMissingNode() ? "{}" : given.isString() ? given.asString() : given.toString();
        return new Parsed.Act(thought, tool, arguments);
    }

    /** A call that was made, as the step that asked for it. */
    static String of(String thought, RunEvent.ToolRequest call) {
        var step = Json.wire().createObjectNode().put("thought", thought);
        step.putObject("action").put("tool", call.tool()).set("arguments", arguments(call.arguments()));
        return step.toString();
    }

    private static JsonNode arguments(String written) {
        try {
            var read = Json.wire().readTree(written);
            return read.isObject() ? read : Json.wire().getNodeFactory().stringNode(written);
        } catch (JacksonException _) {
            return Json.wire().getNodeFactory().stringNode(written);
        }
    }
}
