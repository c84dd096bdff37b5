package aule.models;

import static org.assertj.core.api.Assertions.assertThat;

import aule.models.ChatModel.Image;
import aule.models.ChatModel.Message;
import aule.models.ChatModel.Request;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChatModelTests {

    private static final Message.User SHOWN =
            new Message.User("What is this?", List.of(new Image("image/png", "iVBORw0KGgo=")));

    private static Request seenBy(boolean vision) {
        var model = new ModelSpec(
                "x/y", "y", "x", "general", "", "", true, true, null, new ModelSpec.Supports(true, vision, true));
        return new Request("", List.of(SHOWN, new Message.User("plain")), List.of(), 100, null).seenBy(model);
    }

    private static Request toOneWithoutSystem(Message... messages) {
        var can = new ModelSpec.Supports(false, true, true);
        var model = new ModelSpec("x/y", "y", "x", "general", "", "", true, true, null, can)
                .withQuirks(new Quirks(null, false, null));
        return new Request("Be kind.\n", List.of(messages), List.of(), 100, null).seenBy(model);
    }

    @Test
    void aModelThatTakesNoSystemPromptHearsItFromThePerson() {
        var asked = toOneWithoutSystem(SHOWN, new Message.User("plain"));

        assertThat(asked.system()).isEmpty();
        assertThat(asked.messages())
                .containsExactly(SHOWN.saying("Be kind.\n\nWhat is this?"), new Message.User("plain"));
    }

    @Test
    void whereTheModelSpeaksFirstThePersonSpeaksBefore() {
        var spoken = new Message.Assistant("Hello.", List.of());

        assertThat(toOneWithoutSystem(spoken).messages()).containsExactly(new Message.User("Be kind."), spoken);
    }

    @Test
    void aModelWithEyesSeesImages() {
        assertThat(seenBy(true).messages()).first().isEqualTo(SHOWN);
    }

    @Test
    void aModelWithoutEyesReadsThatThereAreImages() {
        assertThat(seenBy(false).messages())
                .containsExactly(
                        new Message.User("What is this?\n\n[Attached, and not visible to this model: image/png]"),
                        new Message.User("plain"));
    }
}
