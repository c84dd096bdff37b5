package aule.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** Names one tool, for example {@code read_file}: {@code [a-z][a-z0-9_.:-]{0,63}}. */
public record ToolName(@JsonValue String value) {

    private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9_.:-]{0,63}");

    @JsonCreator
    public ToolName {
        if (!fits(value)) {
            throw new AuleException(
                    ErrorCode.INVALID,
                    "A tool name is 1 to 64 characters of a-z, 0-9 and _.:- and starts with a letter.");
        }
    }

    /** Whether a text can name a tool. */
    public static boolean fits(String text) {
        return SHAPE.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
