package aule.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names one undo: a change of a workspace that was taken back. */
public record UndoId(@JsonValue String value) implements Id {

    @JsonCreator
    public UndoId {
        Id.check("undo", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
