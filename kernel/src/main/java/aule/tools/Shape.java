package aule.tools;

import aule.schema.Schemas;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A tool with the description of its arguments, which is made when somebody first asks. */
final class Shape {

    private record Described(ObjectNode schema, String text) {}

    private final Tool tool;
    private final Schemas schemas;
    private volatile @Nullable Described described;

    Shape(Tool tool, Schemas schemas) {
        this.tool = tool;
        this.schemas = schemas;
    }

    Tool tool() {
        return tool;
    }

    Tool.Spec spec() {
        return tool.spec();
    }

    /** JSON Schema of {@link Tool.Spec#arguments}. */
    ObjectNode schema() {
        return described().schema();
    }

    /** The same as text. */
    String parameters() {
        return described().text();
    }

    private Described described() {
        var known = described;
        if (known == null) {
            var schema = schemas.describe(spec().arguments());
            known = new Described(schema, schema.toString());
            described = known;
        }
        return known;
    }
}
