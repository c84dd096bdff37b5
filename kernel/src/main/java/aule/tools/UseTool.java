package aule.tools;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.ToolName;
import aule.schema.Describe;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells how a tool is called of which a model knows no more than its name. With arguments a call of it is a call of the
 * tool that it names, and never comes here.
 */
public final class UseTool implements Tool {

    public static final ToolName NAME = new ToolName("use_tool");

    /** @param arguments a JSON object as text, because not every provider takes objects of any form */
    record Input(
            String tool,

            @Describe("Its arguments as JSON; leave out to learn them.") @Nullable
            String arguments) {}

    private static final Spec SPEC = new Spec(
            NAME,
            "Call one of the further tools, or learn how it is called.",
            Input.class,
            Effect.READ,
            true,
            Duration.ofSeconds(5));

    private final Function<String, Shape> tools;

    /** @param tools finds a tool by its name, or throws {@code NOT_FOUND} */
    UseTool(Function<String, Shape> tools) {
        this.tools = tools;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Result call(Call call) {
        var name = call.as(Input.class).tool().strip();
        try {
            var shape = tools.apply(name);
            return Result.success("%s: %s\nIts arguments: %s\nCall it by use_tool, with them as JSON."
                    .formatted(shape.spec().name(), shape.spec().purpose(), shape.parameters()));
        } catch (AuleException unknown) {
            return Result.failure(
                    ErrorCode.NOT_FOUND.wire(),
                    "There is no tool '%s'; take a name from your list of further tools.".formatted(name));
        }
    }
}
