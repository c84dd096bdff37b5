package aule.agents.family;

import static org.assertj.core.api.Assertions.assertThat;

import aule.agents.RunState;
import aule.kernel.RunEvent;
import aule.models.ChatModel;
import aule.models.ChatModel.Message;
import aule.testkit.ScriptedModel;
import aule.testkit.Turn;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/** What each agent of a family says, by the first word of its goal. */
final class Minds {

    private final Map<String, Function<ChatModel.Request, Turn>> minds = new ConcurrentHashMap<>();

    ScriptedModel model() {
        return ScriptedModel.answering(request -> mind(request).apply(request));
    }

    void put(String word, Function<ChatModel.Request, Turn> mind) {
        minds.put(word, mind);
    }

    private Function<ChatModel.Request, Turn> mind(ChatModel.Request request) {
        return Objects.requireNonNull(minds.get(firstWord(goal(request))));
    }

    private static String firstWord(String text) {
        return text.split("\\s", 2)[0];
    }

    /** One turn after the other, the last one again and again. */
    static Function<ChatModel.Request, Turn> saying(Turn... turns) {
        return request -> turns[(int) Math.min(answers(request), turns.length - 1)];
    }

    static String goal(ChatModel.Request request) {
        return request.messages().stream()
                .filter(Message.User.class::isInstance)
                .map(it -> ((Message.User) it).text())
                .findFirst()
                .orElseThrow();
    }

    static long answers(ChatModel.Request request) {
        return request.messages().stream()
                .filter(Message.Assistant.class::isInstance)
                .count();
    }

    static String lastResult(ChatModel.Request request) {
        return request.messages().reversed().stream()
                .filter(Message.ToolResult.class::isInstance)
                .map(it -> ((Message.ToolResult) it).output())
                .findFirst()
                .orElse("");
    }

    /** What the model was told last. */
    static String lastWords(ChatModel.Request request) {
        return request.messages().reversed().stream()
                .filter(Message.User.class::isInstance)
                .map(it -> ((Message.User) it).text())
                .findFirst()
                .orElse("");
    }

    static String answer(RunState run) {
        assertThat(run.ended()).isInstanceOf(RunEvent.Completed.class);
        return run.ended() instanceof RunEvent.Completed end ? end.answer() : "";
    }

    static void pass(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
