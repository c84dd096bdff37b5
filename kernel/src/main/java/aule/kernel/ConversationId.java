package aule.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names one conversation. */
public record ConversationId(@JsonValue String value) implements Id {

    @JsonCreator
    public ConversationId {
        Id.check("conv", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
