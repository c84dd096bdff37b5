package aule.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names one artifact: a thing that was made and is kept, with all its versions. */
public record ArtifactId(@JsonValue String value) implements Id {

    @JsonCreator
    public ArtifactId {
        Id.check("art", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
