package aule.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names one snapshot: a run and its workspace as they were at one moment. */
public record SnapshotId(@JsonValue String value) implements Id {

    @JsonCreator
    public SnapshotId {
        Id.check("snap", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
