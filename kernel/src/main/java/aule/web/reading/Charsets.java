package aule.web.reading;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.mozilla.universalchardet.UniversalDetector;

/**
 * Finds out how bytes were made of text: by the mark in front, what the server says, what the document says of itself,
 * and what its bytes look like, in this order.
 */
final class Charsets {

    private static final int HEAD = 4_096;

    private static final Pattern IN_HTML =
            Pattern.compile("<meta[^>]{0,400}charset\\s*=\\s*[\"']?\\s*([\\w.:+-]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern IN_XML =
            Pattern.compile("^\\s*<\\?xml[^>]{0,200}encoding\\s*=\\s*[\"']([\\w.:+-]+)", Pattern.CASE_INSENSITIVE);

    /** Labels that mean more than they say, as browsers read them. */
    private static final Map<String, String> WIDER = Map.of(
            "iso-8859-1", "windows-1252",
            "latin1", "windows-1252",
            "us-ascii", "windows-1252",
            "ascii", "windows-1252",
            "gb2312", "GB18030",
            "gbk", "GB18030",
            "ks_c_5601-1987", "x-windows-949",
            "shift_jis", "windows-31j",
            "iso-8859-9", "windows-1254",
            "tis-620", "x-windows-874");

    private Charsets() {}

    /** The document as text, without a mark in front and without half a character at a cut. */
    static String text(Document document) {
        var text = new String(document.body().bytes(), of(document));
        var start = text.startsWith("\uFEFF") ? 1 : 0;
        var end = text.length();
        while (document.cut() && end > start && text.charAt(end - 1) == '\uFFFD') {
            end--;
        }
        return text.substring(start, end);
    }

    static boolean hasMark(byte[] bytes) {
        return mark(bytes).isPresent();
    }

    static Charset of(Document document) {
        var bytes = document.body().bytes();
        return mark(bytes)
                .or(() -> MediaType.charset(document.type()).flatMap(Charsets::named))
                .or(() -> declared(bytes))
                .orElseGet(() -> guessed(bytes));
    }

    private static Optional<Charset> mark(byte[] bytes) {
        return Optional.ofNullable(bytes.length < 4 ? null : UniversalDetector.detectCharsetFromBOM(bytes))
                .flatMap(Charsets::named);
    }

    private static Optional<Charset> declared(byte[] bytes) {
        var head = new String(bytes, 0, Math.min(bytes.length, HEAD), StandardCharsets.ISO_8859_1);
        for (var pattern : new Pattern[] {IN_XML, IN_HTML}) {
            var found = pattern.matcher(head);
            if (found.find()) {
                return named(found.group(1)).map(Charsets::readable);
            }
        }
        return Optional.empty();
    }

    /** Whoever could read the declaration as ASCII does not read UTF-16. */
    private static Charset readable(Charset declared) {
        return declared.name().startsWith("UTF-16") ? StandardCharsets.UTF_8 : declared;
    }

    /** Few letters of Cyrillic look like those of old Macs, in which nobody writes pages. */
    private static Charset guessed(byte[] bytes) {
        if (isUtf8(bytes)) {
            return StandardCharsets.UTF_8;
        }
        var detector = new UniversalDetector();
        detector.handleData(bytes);
        detector.dataEnd();
        return Optional.ofNullable(detector.getDetectedCharset())
                .map(it -> it.startsWith("MAC") ? "windows-1251" : it)
                .flatMap(Charsets::named)
                .orElseGet(() -> Charset.forName("windows-1252"));
    }

    /** A character that is cut off at the end is none that is wrong. */
    private static boolean isUtf8(byte[] bytes) {
        for (var missing = 0; missing < 4 && missing <= bytes.length; missing++) {
            try {
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .decode(ByteBuffer.wrap(bytes, 0, bytes.length - missing));
                return true;
            } catch (CharacterCodingException _) {
                // perhaps only its end is
            }
        }
        return false;
    }

    private static Optional<Charset> named(String name) {
        try {
            return Optional.of(Charset.forName(WIDER.getOrDefault(name.toLowerCase(Locale.ROOT), name)));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException _) {
            return Optional.empty();
        }
    }
}
