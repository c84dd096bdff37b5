package aule.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names one process that goes on in the background. */
public record ProcessId(@JsonValue String value) implements Id {

    @JsonCreator
    public ProcessId {
        Id.check("prc", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
