package aule.agents.loop;

import aule.agents.Persona;
import aule.agents.Settings;
import aule.agents.loop.context.Window;
import aule.journal.Journal;
import aule.kernel.ErrorCode;
import aule.kernel.Principal;
import aule.kernel.RunId;
import aule.kernel.TokenUsage;
import aule.models.ChatModel;
import aule.models.Quirks;
import aule.schema.Json;
import aule.tools.Rehearsal;
import aule.tools.Tool;
import aule.tools.Tools;
import aule.workspace.Projects;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks models small tasks as a run would, and looks at the first call that they answer with. Nothing is executed. */
public final class Bench {

    private static final String SYSTEM = """
            You are an agent that works in a folder of files. Do what the person asks with one call of the right tool. \
            Paths are relative to the folder.
            """;

    /**
     * What came of a task.
     *
     * @param asked the tool that the model named; empty if it called none
     * @param rightTool whether that is the tool that does it
     * @param rightArguments whether the call would do what was asked; always false with another tool
     * @param repaired whether its name or its arguments had to be corrected
     * @param refusal why the call could not be carried out; null if it could, or if there was none
     * @param unclear whether it was neither a call nor an answer
     * @param costNanos billionths of a US dollar; null if the model's price is not known
     */
    public record Result(
            BenchTask task,
            String model,
            Quirks.Dialect dialect,
            String asked,
            boolean rightTool,
            boolean rightArguments,
            boolean repaired,
            @Nullable ErrorCode refusal,
            boolean unclear,
            TokenUsage usage,
            @Nullable Long costNanos,
            long durationMs) {

        /** Whether there was a call at all. */
        public boolean called() {
            return !asked.isEmpty();
        }
    }

    /** What the first call amounts to. */
    private record Verdict(
            String asked,
            boolean rightTool,
            boolean rightArguments,
            boolean repaired,
            @Nullable ErrorCode refusal,
            boolean unclear) {}

    private final Tools tools;
    private final Settings settings;

    public Bench(Tools tools, Settings settings) {
        this.tools = tools;
        this.settings = settings;
    }

    public Result ask(Principal who, ChatModel model, BenchTask task) throws InterruptedException {
        var kit = Kit.of(tools.catalogue(task.tools()), false, tools::parameters);
        var dialect = Dialect.of(model.spec(), kit);
        var reply = model.chat(request(model, dialect, kit, task.goal()), ChatModel.Listener.NONE);
        var verdict = verdict(who, task, dialect.hear(reply, 0));
        return new Result(
                task,
                model.spec().id(),
                model.spec().dialect(),
                verdict.asked(),
                verdict.rightTool(),
                verdict.rightArguments(),
                verdict.repaired(),
                verdict.refusal(),
                verdict.unclear(),
                reply.usage(),
                model.spec().cost(reply.usage()),
                reply.durationMs());
    }

    private ChatModel.Request request(ChatModel model, Dialect dialect, Kit kit, String goal) {
        return new ChatModel.Request(
                SYSTEM + dialect.manual(kit),
                List.of(new ChatModel.Message.User(goal)),
                dialect.offered(kit),
                Window.of(model.spec(), settings).answer(),
                null,
                dialect.schema(kit));
    }

    private Verdict verdict(Principal who, BenchTask task, Dialect.Heard heard) {
        if (heard.calls().isEmpty()) {
            var right = task.tool().isEmpty() && heard.isFinal();
            return new Verdict("", right, right, false, null, !heard.isFinal());
        }
        var call = heard.calls().getFirst();
        return switch (tools.rehearse(request(who, task, call))) {
            case Rehearsal.Refused refused -> {
                var right = refused.tool().value().equals(task.tool());
                yield new Verdict(call.name(), right, false, false, refused.code(), false);
            }
            case Rehearsal.Ready ready -> {
                var right = ready.spec().name().value().equals(task.tool());
                var exact = right && task.expects(Json.wire().readTree(ready.arguments()));
                yield new Verdict(call.name(), right, exact, !ready.note().isEmpty(), null, false);
            }
        };
    }

    private static Tools.Request request(Principal who, BenchTask task, ChatModel.ToolCall call) {
        return new Tools.Request(
                who.org(),
                who.user(),
                Projects.STANDARD,
                Persona.ASSISTANT,
                new RunId("run-bench"),
                1,
                "call-1",
                call.name(),
                call.arguments(),
                task.tools(),
                Tool.Bounds.NONE,
                Journal.Origin.kernel("bench"));
    }
}
