package aule.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names one run that is kept as a test. */
public record RunTestId(@JsonValue String value) implements Id {

    @JsonCreator
    public RunTestId {
        Id.check("rtest", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
