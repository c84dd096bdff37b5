package aule.models.gguf;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the head of a GGUF file says of the model in it.
 *
 * @param architecture for example {@code llama}
 * @param title what its maker calls it; empty if unknown
 * @param context the longest text it was trained for, in tokens; null if unknown
 * @param parameters how many weights it has
 * @param template whether it says how chats are written for it
 * @param begins whether its texts begin with a token of their own
 */
record GgufHeader(
        String architecture,
        String title,
        @Nullable Integer context,
        long parameters,
        boolean template,
        boolean begins) {

    private static final int MAGIC = 0x46554747;
    private static final int MOST_ENTRIES = 10_000;
    private static final int MOST_TENSORS = 100_000;
    private static final int MOST_DIMENSIONS = 4;

    /** @throws IOException whose message says, without a subject, what is wrong with the file */
    static GgufHeader read(Path file) throws IOException {
        try (var in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            return read(new HeadReader(in), Files.size(file));
        }
    }

    private static GgufHeader read(HeadReader in, long bytes) throws IOException {
        if (bytes < 24 || in.number() != MAGIC) {
            throw new IOException("is not a GGUF file");
        }
        var version = in.number();
        if (version != 2 && version != 3) {
            throw new IOException("is of version %d of the GGUF format; versions 2 and 3 can be read"
                    .formatted(Integer.toUnsignedLong(version)));
        }
        var tensors = in.count("tensors", MOST_TENSORS);
        var entries = in.count("entries", MOST_ENTRIES);
        var said = new Metadata();
        for (var entry = 0; entry < entries; entry++) {
            said.take(in.text(), in);
        }
        var parameters = parameters(in, tensors, bytes);
        return new GgufHeader(
                said.text("general.architecture"),
                said.text("general.name"),
                said.context(),
                parameters,
                said.has("tokenizer.chat_template"),
                said.begins());
    }

    /** Counts the weights, and finds out whether the file is long enough to hold them. */
    private static long parameters(HeadReader in, int tensors, long bytes) throws IOException {
        var sum = 0L;
        var last = 0L;
        for (var tensor = 0; tensor < tensors; tensor++) {
            in.text();
            var dimensions = in.number();
            if (dimensions < 0 || dimensions > MOST_DIMENSIONS) {
                throw new IOException("has a damaged head: a tensor with %d dimensions".formatted(dimensions));
            }
            sum += size(in, dimensions);
            in.number();
            last = Math.max(last, in.big());
        }
        if (sum < 0 || last < 0 || last > bytes - in.read()) {
            throw new IOException("is cut off: its weights end after the %d bytes that are there".formatted(bytes));
        }
        return sum;
    }

    private static long size(HeadReader in, int dimensions) throws IOException {
        var size = 1L;
        for (var dimension = 0; dimension < dimensions; dimension++) {
            var length = in.big();
            if (length < 0 || length > 1L << 40 || size > 1L << 40) {
                throw new IOException("has a damaged head: a tensor of impossible size");
            }
            size *= length;
        }
        return size;
    }

    /** The number of weights in words, for example {@code 1.1B}; empty without any. */
    String size() {
        if (parameters >= 1_000_000_000) {
            return "%.1fB".formatted(parameters / 1e9);
        }
        if (parameters >= 1_000_000) {
            return "%.0fM".formatted(parameters / 1e6);
        }
        return parameters == 0 ? "" : "%.1fM".formatted(parameters / 1e6);
    }
}
