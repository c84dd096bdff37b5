package aule.testkit;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What a server understood of a request, whatever its protocol.
 *
 * @param roles who spoke, in order: {@code system}, {@code user}, {@code assistant}, {@code tool}
 * @param last the text that came last
 * @param images the images in Base64
 * @param schema what the answer must match, a missing node for nothing
 */
public record Heard(List<String> roles, String last, List<String> images, JsonNode schema) {

    public Heard {
        roles = List.copyOf(roles);
        images = List.copyOf(images);
    }
}
