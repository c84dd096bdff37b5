package aule.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names one message of a conversation. */
public record MessageId(@JsonValue String value) implements Id {

    @JsonCreator
    public MessageId {
        Id.check("msg", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
