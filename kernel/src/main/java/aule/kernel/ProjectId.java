package aule.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names one project. */
public record ProjectId(@JsonValue String value) implements Id {

    @JsonCreator
    public ProjectId {
        Id.check("proj", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
