package aule.models;

import static org.assertj.core.api.Assertions.assertThat;

import aule.testkit.ScriptedModel;
import aule.testkit.Turn;
import java.util.List;
import org.junit.jupiter.api.Test;

class AloudTests {

    private static final ChatModel.Request ASKED =
            new ChatModel.Request("", List.of(new ChatModel.Message.User("hi")), List.of(), 100, null);

    private static ChatModel saying(Quirks quirks, String... pieces) {
        var model = ScriptedModel.saying(Turn.text(pieces));
        return Aloud.told(model.as(model.spec().withQuirks(quirks)));
    }

    @Test
    void reasoningBetweenTheMarksOfTheModelIsNotItsAnswer() throws InterruptedException {
        var marks = new Quirks(null, null, new Quirks.Marks("[THINK]", "[/THINK]"));
        var said = new StringBuilder();
        var reply = saying(marks, "[THI", "NK]Hm, <think>.[/TH", "INK] Hel", "lo.")
                .chat(ASKED, new ChatModel.Listener() {
                    @Override
                    public void text(String piece) {
                        said.append(piece);
                    }

                    @Override
                    public void lost(Loss loss) {}

                    @Override
                    public void thought(String piece) {
                        said.append("(").append(piece).append(")");
                    }
                });

        assertThat(reply.thought()).isEqualTo("Hm, <think>.");
        assertThat(reply.text()).isEqualTo("Hello.");
        assertThat(said.toString().replace(")(", "")).isEqualTo("(Hm, <think>.)Hello.");
    }

    @Test
    void withoutSuchMarksAnAnswerIsLeftAsItIs() throws InterruptedException {
        var reply = saying(Quirks.NONE, "<think>Hm.</think>Hello.").chat(ASKED, ChatModel.Listener.NONE);

        assertThat(reply.text()).isEqualTo("<think>Hm.</think>Hello.");
    }
}
