package aule.agents;

import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.RunEvent;
import aule.kernel.RunLimits;
import aule.kernel.TokenUsage;
import aule.models.ChatModel;
import aule.models.ChatModel.Message;
import aule.models.ModelSpec;
import aule.testkit.AgentsHome;
import aule.testkit.ScriptedModel;
import aule.testkit.Turn;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are longer than what their model can hold. */
@Timeout(120)
class ContextTests {

    private static final int WINDOW = 8_192;
    private static final double BYTES_A_TOKEN = 3.3;

    @TempDir
    Path folder;

    private static ModelSpec spec(String name, String role, Integer window) {
        return new ModelSpec(
                "scripted/" + name,
                name,
                "scripted",
                role,
                "",
                "",
                true,
                true,
                window,
                new ModelSpec.Supports(true, true, true));
    }

    /** Counts tokens as a provider does, of everything that is sent. */
    private static long tokens(ChatModel.Request request) {
        var text = new StringBuilder(request.system());
        request.tools()
                .forEach(it -> text.append(it.name()).append(it.description()).append(it.parameters()));
        request.messages().forEach(it -> text.append(words(it)));
        return (long) (text.toString().getBytes(StandardCharsets.UTF_8).length / BYTES_A_TOKEN);
    }

    private static String words(Message message) {
        return switch (message) {
            case Message.User(var text) -> text;
            case Message.Assistant said ->
                said.text()
                        + said.toolCalls().stream()
                                .map(it -> it.name() + it.arguments())
                                .collect(Collectors.joining());
            case Message.ToolResult result -> result.output();
        };
    }

    private static String whole(ChatModel.Request request) {
        return request.messages().stream().map(ContextTests::words).collect(Collectors.joining("\n"));
    }

    /** A model that answers its n-th request as told, at the price that a provider would name. */
    private static ScriptedModel working(Function<Integer, Turn.Answer> brain) {
        var asked = new AtomicInteger();
        return ScriptedModel.answering(request ->
                        brain.apply(asked.incrementAndGet()).costing(new TokenUsage(tokens(request), 20, 0, 0)))
                .as(spec("worker", "general", WINDOW));
    }

    private static ScriptedModel summarising(Function<ChatModel.Request, Turn> brain) {
        return ScriptedModel.answering(brain).as(spec("writer", "fast", 32_768));
    }

    private static Turn.Answer note(int step) {
        return Turn.call("think", "{\"thought\": \"step %d of many, %s\"}".formatted(step, "and on ".repeat(20)));
    }

    private RunState start(AgentsHome home, String goal, int steps) {
        return home.agents().runs().start(AgentsHome.OWNER, Goal.of(goal).within(new RunLimits(steps, 3_600_000)));
    }

    private static List<RunEvent.Compacted> compactions(AgentsHome home, RunState run) {
        return home.events(run, RunEvent.Compacted.class);
    }

    @Test
    void fiveHundredCallsNeverSendMoreThanTheModelHolds() {
        var worker = working(step -> step <= 500 ? note(step) : Turn.text("All done."));
        var writer = summarising(_ -> Turn.text("The agent noted one step after the other."));
        try (var home = AgentsHome.open(folder, worker, writer)) {
            var run = home.ended(start(home, "note five hundred steps", 600));

            assertThat(run.ended()).isEqualTo(new RunEvent.Completed(run.id(), "All done."));
            assertThat(run.work().toolCalls()).isEqualTo(500);
            assertThat(worker.requests()).hasSize(501).allSatisfy(request -> {
                assertThat(tokens(request) + request.maxTokens()).isLessThanOrEqualTo(WINDOW);
                assertThat(whole(request)).contains("note five hundred steps");
            });
            assertThat(compactions(home, run)).hasSizeBetween(5, 120).allSatisfy(it -> {
                assertThat(it.failure()).isEmpty();
                assertThat(it.afterTokens()).isLessThan(it.beforeTokens());
                assertThat(it.model()).isEqualTo("scripted/writer");
            });
        }
    }
}
