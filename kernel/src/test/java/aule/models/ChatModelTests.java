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
