package aule.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names one ordered stream of the journal; it is the id of the thing whose events it holds. */
public record StreamId(@JsonValue String value) implements Id {

    @JsonCreator
    public StreamId {
        if (!SHAPE.matcher(value).matches()) {
            throw new AuleException(ErrorCode.INVALID, "A stream is named by an id of at most 64 characters.");
        }
    }

    public static StreamId of(Id thing) {
        return new StreamId(thing.value());
    }

    @Override
    public String toString() {
        return value;
    }
}
