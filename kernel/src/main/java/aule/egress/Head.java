package aule.egress;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The first line and the fields of a message (RFC 9112), read strictly: what two readers could understand differently is
 * refused.
 */
record Head(String first, List<Field> fields) {

    record Field(String name, String value) {}

    private static final int LARGEST = 64 << 10;
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
    private static final Set<String> HOP = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "content-length",
            "expect");

    Head {
        fields = List.copyOf(fields);
    }

    /** Null where the stream ends before a message begins. */
    static @Nullable Head read(InputStream in) throws IOException {
        var left = new int[] {LARGEST};
        var first = line(in, left);
        if (first == null) {
            return null;
        }
        var fields = new ArrayList<Field>();
        for (var line = whole(in, left); !line.isEmpty(); line = whole(in, left)) {
            fields.add(field(line));
        }
        return new Head(first, fields);
    }

    private static Field field(String line) {
        var colon = line.indexOf(':');
        if (colon < 1 || !TOKEN.matcher(line.substring(0, colon)).matches()) {
            throw unclear("A header field has no proper name.");
        }
        return new Field(line.substring(0, colon), line.substring(colon + 1).strip());
    }

    private static String whole(InputStream in, int[] left) throws IOException {
        var line = line(in, left);
        if (line == null) {
            throw new IOException("The message broke off.");
        }
        return line;
    }

    /** A line that ends with CR and LF; null at the end of the stream. */
    static @Nullable String line(InputStream in, int[] left) throws IOException {
        var line = new ByteArrayOutputStream();
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                if (line.size() > 0) {
                    throw new IOException("The message broke off.");
                }
                return null;
            }
            if (--left[0] < 0) {
                throw unclear("The header is longer than 64 KB.");
            }
            line.write(next);
        }
        var text = line.toString(StandardCharsets.ISO_8859_1);
        if (!text.endsWith("\r")) {
            throw unclear("A line does not end with CR and LF.");
        }
        var plain = text.substring(0, text.length() - 1);
        if (plain.chars().anyMatch(it -> (it < 32 && it != '\t') || it == 127)) {
            throw unclear("A line holds control characters.");
        }
        return plain;
    }

    static AuleException unclear(String sentence) {
        return new AuleException(ErrorCode.INVALID, sentence);
    }

    List<String> values(String name) {
        return fields.stream()
                .filter(it -> it.name().equalsIgnoreCase(name))
                .map(Field::value)
                .toList();
    }

    boolean says(String name, String word) {
        return values(name).stream()
                .flatMap(it -> List.of(it.split(",", -1)).stream())
                .anyMatch(it -> it.strip().equalsIgnoreCase(word));
    }

    /** How the body ends. */
    sealed interface Body {

        /** There is none. */
        record Empty() implements Body {}

        record Counted(long bytes) implements Body {}

        record Chunked() implements Body {}

        /** With the connection; of an answer only. */
        record UntilEnd() implements Body {}
    }

    /** Empty if nothing is said of a body. */
    Optional<Body> body() {
        var codings = values("transfer-encoding");
        var lengths = new HashSet<>(values("content-length"));
        if (!codings.isEmpty()) {
            if (codings.size() != 1 || !codings.getFirst().equalsIgnoreCase("chunked") || !lengths.isEmpty()) {
                throw unclear("How long the body is can be read in several ways.");
            }
            return Optional.of(new Body.Chunked());
        }
        if (lengths.isEmpty()) {
            return Optional.empty();
        }
        var length = lengths.iterator().next();
        if (lengths.size() != 1 || !LENGTH.matcher(length).matches()) {
            throw unclear("How long the body is can be read in several ways.");
        }
        return Optional.of(length.matches("0+") ? new Body.Empty() : new Body.Counted(Long.parseLong(length)));
    }

    /** The fields that are meant for whoever is at the other end. */
    List<Field> endToEnd() {
        var named = new HashSet<String>();
        values("connection").forEach(it -> List.of(it.split(",", -1)).forEach(word -> named.add(lower(word.strip()))));
        return fields.stream()
                .filter(it -> !HOP.contains(lower(it.name())) && !named.contains(lower(it.name())))
                .toList();
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    static byte[] bytes(String first, List<Field> fields) {
        var text = new StringBuilder(first).append("\r\n");
        fields.forEach(
                it -> text.append(it.name()).append(": ").append(it.value()).append("\r\n"));
        return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
