package aule.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** What a person typed, as one segment of an address. */
final class PathPart {

    private PathPart() {}

    static String of(String typed) {
        return URLEncoder.encode(typed, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
