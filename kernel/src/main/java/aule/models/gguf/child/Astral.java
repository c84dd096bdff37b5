package aule.models.gguf.child;

import java.util.regex.Pattern;

/**
 * Hides the characters that the door to llama.cpp's templates damages: those beyond the first 65,536, which it passes
 * back as they are in UTF-8 and not as a virtual machine reads them, and zero, at which it stops.
 */
final class Astral {

    private static final char OPEN = '\uf8f0';
    private static final char CLOSE = '\uf8f1';
    private static final Pattern HIDDEN = Pattern.compile(OPEN + "([0-9a-f]{1,6})" + CLOSE);

    private Astral() {}

    static String hidden(String json) {
        var hidden = new StringBuilder(json.length());
        json.replace("\\u0000", " ").codePoints().forEach(it -> {
            if (Character.isSupplementaryCodePoint(it)) {
                hidden.append(OPEN).append(Integer.toHexString(it)).append(CLOSE);
            } else {
                hidden.appendCodePoint(it);
            }
        });
        return hidden.toString();
    }

    static String restored(String text) {
        return HIDDEN.matcher(text).replaceAll(it -> {
            var character = Integer.parseInt(it.group(1), 16);
            return Character.isSupplementaryCodePoint(character) ? Character.toString(character) : it.group();
        });
    }
}
