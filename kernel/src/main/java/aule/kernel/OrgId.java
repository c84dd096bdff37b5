package aule.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names one organisation; every row belongs to one. */
public record OrgId(@JsonValue String value) implements Id {

    /** The organisation of a home with one person. */
    public static final OrgId LOCAL = new OrgId("org-local");

    @JsonCreator
    public OrgId {
        Id.check("org", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
