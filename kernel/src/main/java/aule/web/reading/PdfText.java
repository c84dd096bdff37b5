package aule.web.reading;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;

/** The text of a PDF, page by page. */
final class PdfText {

    private static final int PAGES = 300;
    private static final int CHARACTERS = 1 << 20;
    private static final long MEMORY = 64L << 20;

    private PdfText() {}

    static Text read(Document document) throws InterruptedException {
        if (document.cut()) {
            throw failed(
                    document,
                    "is a PDF of more than %,d bytes, and a part of one cannot be read"
                            .formatted(document.body().length()));
        }
        var memory = MemoryUsageSetting.setupMainMemoryOnly(MEMORY);
        try (var pdf = Loader.loadPDF(document.body().bytes(), "", null, null, memory.streamCache)) {
            return text(pdf);
        } catch (InvalidPasswordException _) {
            throw failed(document, "is a PDF that opens with a password only");
        } catch (IOException e) {
            throw new AuleException(
                    ErrorCode.TOOL_FAILED, "%s is a PDF that is damaged.".formatted(document.address()), e);
        }
    }

    private static Text text(PDDocument pdf) throws IOException, InterruptedException {
        var pages = pdf.getNumberOfPages();
        var stripper = new PDFTextStripper();
        stripper.setSortByPosition(true);
        var text = new StringBuilder();
        var page = 0;
        while (page < Math.min(pages, PAGES) && text.length() < CHARACTERS) {
            if (Thread.interrupted()) {
                throw new InterruptedException("The reading of a PDF was stopped.");
            }
            page++;
            stripper.setStartPage(page);
            stripper.setEndPage(page);
            text.append("[page %d of %d]\n".formatted(page, pages))
                    .append(stripper.getText(pdf).strip())
                    .append("\n\n");
        }
        return new Text(facts(pdf), text.toString().strip(), List.of(), notes(page, pages, text.toString()));
    }

    private static List<String> notes(int read, int pages, String text) {
        var notes = new ArrayList<String>();
        if (read < pages) {
            notes.add("The PDF has %d pages; the first %d were read.".formatted(pages, read));
        }
        if (text.replaceAll("\\[page \\d+ of \\d+]", "").isBlank()) {
            notes.add("The PDF holds no text; its pages are pictures.");
        }
        return notes;
    }

    private static Map<String, String> facts(PDDocument pdf) {
        var facts = new LinkedHashMap<String, String>();
        var about = pdf.getDocumentInformation();
        put(facts, "title", about.getTitle());
        put(facts, "author", about.getAuthor());
        var made = about.getCreationDate();
        put(facts, "published", made == null ? "" : made.toInstant().toString());
        return facts;
    }

    private static void put(Map<String, String> facts, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            facts.put(name, Metadata.line(value));
        }
    }

    private static AuleException failed(Document document, String what) {
        return new AuleException(ErrorCode.TOOL_FAILED, "%s %s.".formatted(document.address(), what));
    }
}
