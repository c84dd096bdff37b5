package aule.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names the proof of one tool call. */
public record ReceiptId(@JsonValue String value) implements Id {

    @JsonCreator
    public ReceiptId {
        Id.check("rcpt", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
