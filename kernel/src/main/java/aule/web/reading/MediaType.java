package aule.web.reading;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What kind of thing a server says that it sends, and what it looks like if it does not say. */
public final class MediaType {

    private static final Pattern CHARSET =
            Pattern.compile("charset\\s*=\\s*[\"']?([\\w.:+-]+)", Pattern.CASE_INSENSITIVE);
    private static final int LOOKED_AT = 2_048;

    /** How a kind is read. */
    enum Kind {
        HTML,
        XML,
        TEXT,
        PDF,
        PICTURE,
        OTHER
    }

    private MediaType() {}

    static String of(String contentType) {
        return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /** Whether a document is a PDF by its type. */
    public static boolean isPdf(String contentType) {
        return of(contentType).equals("application/pdf");
    }

    static Optional<String> charset(String contentType) {
        var found = CHARSET.matcher(contentType);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    static Kind kind(Document document) {
        var media = document.media();
        if (media.isEmpty() || media.equals("application/octet-stream") || media.equals("text/plain")) {
            return looksLike(document.body().bytes(), media.equals("text/plain"));
        }
        if (media.equals("text/html") || media.equals("application/xhtml+xml")) {
            return Kind.HTML;
        }
        if (media.equals("application/pdf")) {
            return Kind.PDF;
        }
        if (media.equals("image/svg+xml")) {
            return Kind.TEXT;
        }
        if (media.endsWith("/xml") || media.endsWith("+xml")) {
            return Kind.XML;
        }
        if (media.startsWith("image/")) {
            return Kind.PICTURE;
        }
        return isText(media) ? Kind.TEXT : Kind.OTHER;
    }

    private static boolean isText(String media) {
        return media.startsWith("text/")
                || media.endsWith("json")
                || media.matches("application/(x-)?(javascript|ecmascript|ndjson|yaml|toml|sh|tex|sql|graphql|rtf)");
    }

    private static Kind looksLike(byte[] body, boolean saidText) {
        var head = new String(body, 0, Math.min(body.length, LOOKED_AT), StandardCharsets.ISO_8859_1);
        if (head.startsWith("%PDF-")) {
            return Kind.PDF;
        }
        if (saidText) {
            return Kind.TEXT;
        }
        var start = head.stripLeading().toLowerCase(Locale.ROOT);
        if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
            return Kind.HTML;
        }
        if (start.startsWith("<?xml")) {
            return Kind.XML;
        }
        return head.indexOf('\0') >= 0 && !Charsets.hasMark(body) ? Kind.OTHER : Kind.TEXT;
    }
}
