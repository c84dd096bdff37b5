package aule.budget.bills;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * What a provider's file of usage or cost says: a table (CSV) of its console, or pages (JSON) of its API. Which of the
 * known ones it is shows in its columns.
 *
 * @param layout what kind of file it is, such as {@code openrouter_activity}
 */
public record BillFile(String layout, List<Charge> charges) {

    /** Rows that one file may have. */
    private static final int MOST = 50_000;

    private static final int SNIFFED = 64 * 1024;

    public BillFile {
        charges = List.copyOf(charges);
    }

    /** Takes rows in, one after the other. */
    private static final class Gathering implements Consumer<Row> {

        private final String provider;
        private final List<Charge> charges = new ArrayList<>();
        private @Nullable Layout layout;

        Gathering(String provider) {
            this.provider = provider;
        }

        @Override
        public void accept(Row row) {
            var known = layout == null ? of(row) : layout;
            layout = known;
            if (charges.size() == MOST) {
                throw Row.fault(
                        row.line(), "", "is one too many: a file has at most %,d rows; split it".formatted(MOST));
            }
            charges.add(row.charge(known, provider));
        }

        private static Layout of(Row row) {
            return Layout.of(row.cells().keySet()).orElseThrow(() -> Row.fault(row.line(), "", """
                            has no columns that say when, which model and how much; a table needs time, model, and \
                            cost or tokens_in and tokens_out"""));
        }

        BillFile whole() {
            if (layout == null) {
                throw new AuleException(
                        ErrorCode.INVALID, "The file holds no usage; export a span in which models were asked.");
            }
            return new BillFile(layout.name(), charges);
        }
    }

    /**
     * Reads a file as it comes.
     *
     * @param provider whose it is
     * @throws AuleException with {@code INVALID} that names the line and, where there is one, the column
     */
    public static BillFile read(InputStream bytes, String provider) {
        var rows = new Gathering(provider);
        try (var file = new BufferedInputStream(bytes, SNIFFED)) {
            var head = head(file);
            if (head.stripLeading().startsWith("{") || head.stripLeading().startsWith("[")) {
                new Pages(rows).read(file);
            } else {
                new Table(separator(head), rows).read(file);
            }
        } catch (JacksonException broken) {
            var at = broken.getLocation();
            var fault = Row.fault(
                    at == null ? 1 : at.getLineNr(),
                    at == null ? "" : Integer.toString(at.getColumnNr()),
                    "cannot be read; send the file as the provider gave it");
            fault.initCause(broken);
            throw fault;
        } catch (IOException lost) {
            throw new UncheckedIOException(lost);
        }
        return rows.whole();
    }

    private static String head(BufferedInputStream file) throws IOException {
        file.mark(SNIFFED);
        var head = new String(file.readNBytes(SNIFFED / 8), StandardCharsets.UTF_8);
        file.reset();
        return head.startsWith("\uFEFF") ? head.substring(1) : head;
    }

    /** Some tables of some countries have semicolons or tabs. */
    private static char separator(String head) {
        var first = head.lines().findFirst().orElse("");
        return List.of(';', '\t').stream()
                .filter(it -> first.indexOf(it) >= 0 && first.indexOf(',') < 0)
                .findFirst()
                .orElse(',');
    }
}
