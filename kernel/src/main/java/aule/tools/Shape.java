package aule.tools;

import tools.jackson.databind.node.ObjectNode;

/**
 * A tool with the description of its arguments.
 *
 * @param schema JSON Schema of {@link Tool.Spec#arguments}
 * @param parameters the same as text
 */
record Shape(Tool tool, ObjectNode schema, String parameters) {

    Tool.Spec spec() {
        return tool.spec();
    }
}
