package aule.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.models.ChatModel.Listener;
import aule.models.ChatModel.Message;
import aule.models.ChatModel.Request;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** How tests of the room speak to models, and hear why one does not answer. */
final class Talk {

    private Talk() {}

    static String say(ChatModel model) throws InterruptedException {
        var request = new Request("", List.of(new Message.User("hello model")), List.of(), 100, null);
        return model.chat(request, Listener.NONE).text();
    }

    static void failsWith(ErrorCode code, String sentence, ThrowingCallable call) {
        assertThatThrownBy(call)
                .hasMessageContaining(sentence)
                .isInstanceOfSatisfying(
                        AuleException.class, it -> assertThat(it.code()).isEqualTo(code));
    }
}
