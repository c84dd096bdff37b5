package aule.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The release that was built. */
final class Version {

    static final String THIS = read();

    private Version() {}

    private static String read() {
        try (var file = Objects.requireNonNull(Version.class.getResourceAsStream("/version.txt"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
