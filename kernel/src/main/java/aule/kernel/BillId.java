package aule.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names one bill of a provider that was compared with the ledger. */
public record BillId(@JsonValue String value) implements Id {

    @JsonCreator
    public BillId {
        Id.check("bill", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
