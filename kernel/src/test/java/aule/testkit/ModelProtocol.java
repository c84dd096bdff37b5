package aule.testkit;

import aule.testkit.WireServer.Received;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How one kind of model server writes its frames. */
interface ModelProtocol {

    JsonMapper JSON = new JsonMapper();

    /** Whether a request is a chat. */
    boolean isChat(String path);

    String contentType();

    /** Speaks one answer; a protocol that numbers its parts has one voice for each. */
    Voice voice();

    /** A line that keeps a connection open and says nothing. */
    default String noise() {
        return ": still here\n\n";
    }

    String refusal(int status, String message);

    /** What the real server would find wrong with a chat, empty for nothing. */
    default String objection(Received request, JsonNode chat) {
        return "";
    }

    /** What a chat's request holds, found where the protocol has it. */
    Heard heard(JsonNode request);

    /** Answers whatever is not a chat; empty for what is not there. */
    String other(Received request);

    /** Writes the frames of one answer. */
    interface Voice {

        /** What comes before the first piece, empty for nothing. */
        default byte[] opening() {
            return new byte[0];
        }

        byte[] text(String piece);

        byte[] thought(String piece);

        /** One call in as many fragments as the protocol sends. */
        List<byte[]> call(int index, Turn.Call call);

        /** What follows the last piece. */
        List<byte[]> ending(Turn.Answer answer);

        byte[] error(String message);
    }

    /** Arguments where a protocol has an object; what is none comes as text, as from a model that went wrong. */
    static JsonNode arguments(Turn.Call call) {
        try {
            return JSON.readTree(call.arguments());
        } catch (JacksonException _) {
            return JSON.valueToTree(call.arguments());
        }
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
