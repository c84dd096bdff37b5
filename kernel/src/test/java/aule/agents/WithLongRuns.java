package aule.agents;

import aule.kernel.RunEvent;
import aule.kernel.RunLimits;
import aule.kernel.TokenUsage;
import aule.models.ChatModel;
import aule.models.ChatModel.Message;
import aule.models.ModelSpec;
import aule.testkit.AgentsHome;
import aule.testkit.Awaiting;
import aule.testkit.ScriptedModel;
import aule.testkit.Turn;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;

/** A test whose runs are longer than what their model can hold. */
abstract class WithLongRuns {

    /** Tokens of the worker's window. */
    static final int WINDOW = 8_192;

    private static final double BYTES_A_TOKEN = 3.3;

    @TempDir
    Path folder;

    static ModelSpec spec(String name, String role, int window) {
        var can = new ModelSpec.Supports(true, true, true);
        return new ModelSpec("scripted/" + name, name, "scripted", role, "", "", true, true, window, can);
    }

    /** Counts tokens as a provider does, of everything that is sent. */
    static long tokens(ChatModel.Request request) {
        var tools = request.tools().stream()
                .map(it -> it.name() + it.description() + it.parameters())
                .collect(Collectors.joining());
        var bytes = (request.system() + tools + whole(request)).getBytes(StandardCharsets.UTF_8).length;
        return (long) (bytes / BYTES_A_TOKEN);
    }

    static String words(Message message) {
        return switch (message) {
            case Message.User(var text, var _) -> text;
            case Message.Assistant said ->
                said.toolCalls().stream()
                        .map(it -> it.name() + it.arguments())
                        .collect(Collectors.joining("", said.text(), ""));
            case Message.ToolResult result -> result.output();
        };
    }

    static String whole(ChatModel.Request request) {
        return request.messages().stream().map(WithLongRuns::words).collect(Collectors.joining("\n"));
    }

    /** A model with a small window that does at its n-th request what it is told, at the price of what it read. */
    static ScriptedModel worker(Function<Integer, Turn.Answer> brain) {
        return worker((step, _) -> brain.apply(step));
    }

    static ScriptedModel worker(BiFunction<Integer, ChatModel.Request, Turn> brain) {
        var asked = new AtomicInteger();
        return ScriptedModel.answering(request -> {
                    var turn = brain.apply(asked.incrementAndGet(), request);
                    return turn instanceof Turn.Answer answer
                            ? answer.costing(new TokenUsage(tokens(request), 20, 0, 0))
                            : turn;
                })
                .as(spec("worker", "general", WINDOW));
    }

    /** A fast model of the same provider. */
    static ScriptedModel writer(Function<ChatModel.Request, Turn> brain) {
        return ScriptedModel.answering(brain).as(spec("writer", "fast", 32_768));
    }

    static ScriptedModel writer() {
        return writer(_ -> Turn.text("The agent noted one step after the other; nothing is open."));
    }

    /** A step that differs from every other one. */
    static Turn.Answer note(int step) {
        return Turn.call("think", "{\"thought\": \"step %d of many, %s\"}".formatted(step, "and on ".repeat(20)));
    }

    static RunState start(AgentsHome home, Goal goal, int steps) {
        return home.agents().runs().start(AgentsHome.OWNER, goal.within(new RunLimits(steps, 3_600_000)));
    }

    static RunState ended(AgentsHome home, RunState run) {
        Awaiting.until(
                run.id() + " has ended",
                Duration.ofSeconds(150),
                () -> home.run(run).status().ended());
        return home.run(run);
    }

    static List<RunEvent.Compacted> compactions(AgentsHome home, RunState run) {
        return home.events(run, RunEvent.Compacted.class);
    }
}
