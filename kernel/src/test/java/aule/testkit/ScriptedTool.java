package aule.testkit;

import aule.kernel.ToolName;
import aule.tools.Tool;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A tool that answers what a test tells it to, and keeps how it was called. */
public final class ScriptedTool implements Tool {

    public record Input(@Nullable String text) {}

    private final Spec spec;
    private final Function<Call, Result> script;
    private final List<Call> calls = new CopyOnWriteArrayList<>();

    private ScriptedTool(Spec spec, Function<Call, Result> script) {
        this.spec = spec;
        this.script = script;
    }

    /** Changes something, and can be called again with the same idempotency key. */
    public static ScriptedTool idempotent(String name, Function<Call, Result> script) {
        return of(name, Effect.WRITE, true, script);
    }

    public static ScriptedTool of(String name, Effect effect, boolean idempotent, Function<Call, Result> script) {
        var purpose = "Does what a test says.";
        var spec = new Spec(new ToolName(name), purpose, Input.class, effect, idempotent, Duration.ofSeconds(20));
        return new ScriptedTool(spec, script);
    }

    /** Its calls so far. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    @Override
    public Spec spec() {
        return spec;
    }

    @Override
    public Result call(Call call) {
        calls.add(call);
        return script.apply(call);
    }
}
