package aule.schema;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * How everything is written as JSON at the edge: snake_case names, lower-case choices, times as RFC 3339 text, and
 * nothing for what is absent.
 */
public final class Json {

    private static final JsonMapper WIRE = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enumNamingStrategy(EnumNamingStrategies.SNAKE_CASE)
            .changeDefaultPropertyInclusion(it -> it.withValueInclusion(JsonInclude.Include.NON_ABSENT))
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Json() {}

    public static JsonMapper wire() {
        return WIRE;
    }

    /** @throws AuleException with {@code INVALID} unless the bytes are exactly one JSON value in UTF-8 */
    public static JsonNode parse(byte[] bytes) {
        try {
            var node = WIRE.readTree(bytes);
            if (!node.isMissingNode()) {
                return node;
            }
        } catch (JacksonException e) {
            throw new AuleException(ErrorCode.INVALID, "The body is not JSON%s.".formatted(place(e)), e);
        }
        throw new AuleException(ErrorCode.INVALID, "The body is empty; send a JSON value.");
    }

    /** @throws AuleException with {@code INVALID} unless the text is exactly one JSON value */
    public static JsonNode parse(String text) {
        return parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String place(JacksonException broken) {
        var at = broken.getLocation();
        return at == null ? "" : "; look at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
    }
}
