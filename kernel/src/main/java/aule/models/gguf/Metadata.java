package aule.models.gguf;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The entries of a GGUF head that say something about the model; lists are passed over. */
final class Metadata {

    private static final int TEXT = 8;
    private static final int LIST = 9;

    private final Map<String, String> entries = new HashMap<>();

    void take(String key, HeadReader in) throws IOException {
        var kind = in.number();
        if (kind == LIST) {
            passOver(in);
            return;
        }
        entries.put(key, value(kind, in));
    }

    private static String value(int kind, HeadReader in) throws IOException {
        return switch (kind) {
            case 0, 1, 7 -> Integer.toString(in.small());
            case 2, 3 -> {
                in.skip(2);
                yield "";
            }
            case 4, 5 -> Integer.toString(in.number());
            case 6 -> Float.toString(Float.intBitsToFloat(in.number()));
            case TEXT -> in.text();
            case 10, 11 -> Long.toString(in.big());
            case 12 -> {
                in.skip(8);
                yield "";
            }
            default -> throw unknown(kind);
        };
    }

    private static void passOver(HeadReader in) throws IOException {
        var kind = in.number();
        var count = in.big();
        if (kind == TEXT) {
            for (var item = 0L; item < count; item++) {
                in.skipText();
            }
            return;
        }
        var width = switch (kind) {
            case 0, 1, 7 -> 1;
            case 2, 3 -> 2;
            case 4, 5, 6 -> 4;
            case 10, 11, 12 -> 8;
            default -> throw unknown(kind);
        };
        in.skip(count < 0 || count > Integer.MAX_VALUE ? -1 : count * width);
    }

    private static IOException unknown(int kind) {
        return new IOException("has a damaged head: a value of kind %d".formatted(kind));
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    String text(String key) {
        return entries.getOrDefault(key, "");
    }

    @Nullable
    Integer context() {
        try {
            var length = Integer.parseInt(text(text("general.architecture") + ".context_length"));
            return length > 0 ? length : null;
        } catch (NumberFormatException _) {
            return null;
        }
    }

    /** Where the file does not say it, the kind of its vocabulary does. */
    boolean begins() {
        var said = text("tokenizer.ggml.add_bos_token");
        return said.isEmpty() ? text("tokenizer.ggml.model").equals("llama") : said.equals("1");
    }
}
