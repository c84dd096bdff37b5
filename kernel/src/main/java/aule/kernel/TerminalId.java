package aule.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names one terminal: a shell that people and agents type into. */
public record TerminalId(@JsonValue String value) implements Id {

    @JsonCreator
    public TerminalId {
        Id.check("term", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
