package aule.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names one persona. */
public record PersonaId(@JsonValue String value) implements Id {

    @JsonCreator
    public PersonaId {
        Id.check("pers", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
