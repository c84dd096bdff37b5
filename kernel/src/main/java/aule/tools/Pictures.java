package aule.tools;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Tells pictures by how their files begin, whatever they are called. */
final class Pictures {

    private Pictures() {}

    /** The media type; empty if the bytes are no picture that models are shown. */
    static Optional<String> type(byte[] bytes) {
        if (begins(bytes, 0, "\u0089PNG\r\n\u001a\n")) {
            return Optional.of("image/png");
        }
        if (begins(bytes, 0, "\u00ff\u00d8\u00ff")) {
            return Optional.of("image/jpeg");
        }
        if (begins(bytes, 0, "GIF87a") || begins(bytes, 0, "GIF89a")) {
            return Optional.of("image/gif");
        }
        return begins(bytes, 0, "RIFF") && begins(bytes, 8, "WEBP") ? Optional.of("image/webp") : Optional.empty();
    }

    private static boolean begins(byte[] bytes, int at, String mark) {
        return bytes.length >= at + mark.length()
                && new String(bytes, at, mark.length(), StandardCharsets.ISO_8859_1).equals(mark);
    }
}
