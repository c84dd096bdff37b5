package aule.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names one budget that somebody set. */
public record BudgetId(@JsonValue String value) implements Id {

    @JsonCreator
    public BudgetId {
        Id.check("budget", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
