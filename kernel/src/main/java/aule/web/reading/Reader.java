package aule.web.reading;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;

/** Reads a document in the way of its kind. */
public final class Reader {

    private Reader() {}

    /**
     * How a document is read.
     *
     * @param raw as it was sent, markup and all
     * @param links whether to list where it leads
     */
    public record Wish(boolean raw, boolean links) {}

    /** @throws AuleException with {@code TOOL_FAILED} if it is nothing that can be read as text */
    public static Text read(Document document, Wish wish) throws InterruptedException {
        return switch (MediaType.kind(document)) {
            case HTML -> wish.raw() ? source(document) : HtmlPage.read(document, wish.links());
            case XML -> wish.raw() ? source(document) : Feed.read(document).orElseGet(() -> source(document));
            case TEXT -> source(document);
            case PDF -> PdfText.read(document);
            case PICTURE -> throw refused(document, "a picture", "a person can put it into the project for you");
            case OTHER -> throw refused(document, "no text", "a person can put it into the project for you");
        };
    }

    private static Text source(Document document) {
        return Text.plain(Charsets.text(document));
    }

    private static AuleException refused(Document document, String what, String way) {
        var type = document.media().isEmpty() ? "" : " (%s)".formatted(document.media());
        return new AuleException(
                ErrorCode.TOOL_FAILED,
                "%s is %s%s, and only text is read here; download it with a command where commands have network, or %s."
                        .formatted(document.address(), what, type, way));
    }
}
