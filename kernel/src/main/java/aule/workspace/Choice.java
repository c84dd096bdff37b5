package aule.workspace;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What becomes of a path that was changed again after the change that is taken back. */
public enum Choice {
    /** It stays as it is. */
    @JsonProperty("mine")
    MINE,
    /** It becomes what it was, and the later change is lost from it. */
    @JsonProperty("old")
    OLD,
    /** Only the earlier change goes; where the text of both merges. */
    @JsonProperty("merge")
    MERGE;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
