package aule.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names one person. */
public record UserId(@JsonValue String value) implements Id {

    @JsonCreator
    public UserId {
        Id.check("user", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
