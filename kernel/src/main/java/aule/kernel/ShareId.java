package aule.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names one link under which an artifact is shown to whoever has it; the link itself cannot be told from this. */
public record ShareId(@JsonValue String value) implements Id {

    @JsonCreator
    public ShareId {
        Id.check("share", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
