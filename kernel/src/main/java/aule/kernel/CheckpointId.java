package aule.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names one checkpoint: a workspace as it was at one moment. */
public record CheckpointId(@JsonValue String value) implements Id {

    @JsonCreator
    public CheckpointId {
        Id.check("chk", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
