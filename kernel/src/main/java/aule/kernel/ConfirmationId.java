package aule.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names one question to a person. */
public record ConfirmationId(@JsonValue String value) implements Id {

    @JsonCreator
    public ConfirmationId {
        Id.check("conf", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
