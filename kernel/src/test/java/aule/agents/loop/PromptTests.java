package aule.agents.loop;

import static org.assertj.core.api.Assertions.assertThat;

import aule.agents.Settings;
import aule.agents.loop.context.Window;
import aule.kernel.MessageId;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.TokenUsage;
import aule.kernel.ToolName;
import aule.models.ChatModel.Message;
import aule.testkit.ScriptedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PromptTests {

    private static final RunId RUN = new RunId("run-1");
    private static final RunEvent HURRY = new RunEvent.Messaged(RUN, new MessageId("msg-1"), "user-owner", "Hurry up.");
    private static final RunEvent FOUND = new RunEvent.Messaged(RUN, new MessageId("msg-2"), "run-2", "I found it.");

    private final List<RunEvent> told = new ArrayList<>();
    private int heard;
    private final Prompt prompt = prompt(new NativeDialect(Set.of()));

    private static Prompt prompt(Dialect dialect) {
        var goal = List.<Message>of(new Message.User("Look around."));
        var model = ScriptedModel.saying();
        var system = new Blocks(Map.of("persona", "You are an agent."));
        return new Prompt(new Brief(
                model,
                dialect,
                system,
                List.of(),
                null,
                Set.of(),
                goal,
                Window.of(model.spec(), Settings.DEFAULT),
                null));
    }

    /** Tells a prompt what it has not heard yet. */
    private void hear(Prompt listener) {
        listener.hear(told.subList(heard, told.size()));
        heard = told.size();
    }

    /** The model is asked and calls tools of these ids. */
    private void asks(Prompt asked, String... calls) {
        hear(asked);
        told.add(answer(asked, calls));
    }

    private static RunEvent answer(Prompt asked, String... calls) {
        var requests = List.of(calls).stream()
                .map(id -> new RunEvent.ToolRequest(id, "look", "{}"))
                .toList();
        var size = asked.size();
        return new RunEvent.ModelAnswered(
                RUN,
                1,
                "m",
                "",
                "I look.",
                requests,
                TokenUsage.NONE,
                1,
                1,
                size.bytes(),
                size.sha256Hex(),
                null,
                null,
                null,
                false,
                null,
                null);
    }

    private static RunEvent result(String call) {
        return new RunEvent.ToolAnswered(
                RUN, 1, call, new ToolName("look"), true, "seen " + call, "", null, false, 1, null, List.of());
    }

    private static Message user(String text) {
        return new Message.User(text);
    }

    @Test
    void aMessageStandsBehindTheResultsOfOpenCalls() {
        asks(prompt, "a", "b");
        told.addAll(List.of(result("b"), HURRY, result("a")));
        hear(prompt);

        var messages = prompt.request().messages();
        assertThat(messages.subList(2, 4))
                .extracting(it -> ((Message.ToolResult) it).callId())
                .containsExactly("a", "b");
        assertThat(messages.getLast()).isEqualTo(user("The person says: Hurry up."));
        assertThat(messages).hasSize(5);
    }

    @Test
    void aDecisionAboutACallInDoubtStandsBehindTheResults() {
        asks(prompt, "a", "b");
        told.addAll(List.of(result("b"), new RunEvent.Settled(RUN, "z", "done", "I saw it."), result("a")));
        hear(prompt);

        assertThat(prompt.request().messages().getLast())
                .isEqualTo(
                        user(
                                "The person looked into the call z, whose outcome was unknown. It happened. Go on from there and do not repeat it. They add: I saw it."));
    }

    @Test
    void whatIsSaidInARowIsOneMessage() {
        told.addAll(List.of(HURRY, FOUND));
        hear(prompt);

        assertThat(prompt.request().messages())
                .containsExactly(
                        user("Look around.\n\nThe person says: Hurry up.\n\nThe agent of run-2 says: I found it."));
    }

    @Test
    void anObservationAndAMessageAreOneMessageToAModelWithoutTools() {
        var plain = prompt(new ReActDialect());
        asks(plain, "a");
        told.addAll(List.of(result("a"), HURRY));
        hear(plain);

        assertThat(plain.request().messages().getLast())
                .isEqualTo(user("Observation: seen a\n\nThe person says: Hurry up."));
    }

    @Test
    void aMessageThatCameWhileTheModelWasThinkingIsReadNext() {
        hear(prompt);
        var thought = answer(prompt, "a");
        told.addAll(List.of(HURRY, thought, result("a")));
        hear(prompt);

        assertThat(prompt.request().messages().getFirst()).isEqualTo(user("Look around."));
        assertThat(prompt.request().messages().getLast()).isEqualTo(user("The person says: Hurry up."));
    }

    @Test
    void isTheSameWhenItIsMadeAnewFromTheJournal() {
        hear(prompt);
        var first = answer(prompt, "a");
        told.addAll(List.of(HURRY, first, result("a")));
        asks(prompt, "b");
        told.add(result("b"));
        told.add(FOUND);
        hear(prompt);
        told.add(answer(prompt, "c"));
        told.add(result("c"));
        hear(prompt);

        var anew = prompt(new NativeDialect(Set.of()));
        anew.hear(told);

        assertThat(anew.request()).isEqualTo(prompt.request());
        assertThat(anew.size().sha256Hex()).isEqualTo(prompt.size().sha256Hex());
        assertThat(anew.size().bytes()).isEqualTo(prompt.size().bytes());
    }

    @Test
    void itsSizeCountsWhatWasSaidLast() {
        hear(prompt);
        var before = prompt.size();
        told.add(HURRY);
        hear(prompt);

        assertThat(prompt.size().bytes()).isEqualTo(before.bytes() + "\n\nThe person says: Hurry up.".length());
        assertThat(prompt.size().sha256Hex()).isNotEqualTo(before.sha256Hex());
    }
}
