package aule.tools;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What can be told of a file's bytes as text. */
final class Text {

    private Text() {}

    /** The bytes as UTF-8 text; empty if they are none. */
    static Optional<String> of(byte[] bytes) {
        for (var b : bytes) {
            if (b == 0) {
                return Optional.empty();
            }
        }
        try {
            var decoder = StandardCharsets.UTF_8.newDecoder();
            return Optional.of(decoder.decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    /** The lines without their ends; a last empty one does not count. */
    static List<String> lines(String text) {
        return text.lines().toList();
    }

    /** The number of the line, from 1, in which a place of the text stands. */
    static int line(String text, int place) {
        return 1
                + (int) text.substring(0, place)
                        .chars()
                        .filter(it -> it == '\n')
                        .count();
    }
}
