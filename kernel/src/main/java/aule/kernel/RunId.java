package aule.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names one run. */
public record RunId(@JsonValue String value) implements Id {

    @JsonCreator
    public RunId {
        Id.check("run", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
