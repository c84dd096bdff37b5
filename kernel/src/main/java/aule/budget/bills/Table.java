package aule.budget.bills;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;
import tools.jackson.dataformat.csv.CsvSchema;

/** A table whose first row names its columns. */
record Table(char separator, Consumer<Row> rows) {

    private static final CsvMapper CSV = CsvMapper.builder()
            .enable(CsvReadFeature.TRIM_SPACES, CsvReadFeature.SKIP_EMPTY_LINES)
            .build();

    private static final int MOST_COLUMNS = 200;

    /** One row as it stands there. */
    private record Cells(long line, List<String> texts) {}

    void read(InputStream file) {
        var schema = CsvSchema.emptySchema().withColumnSeparator(separator);
        try (var parser = CSV.readerFor(String[].class).with(schema).createParser(file)) {
            var header = List.<String>of();
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.START_ARRAY) {
                    header = take(parser, header);
                }
            }
        }
    }

    private List<String> take(JsonParser parser, List<String> header) {
        var cells = cells(parser);
        if (cells.texts().isEmpty()) {
            return header;
        }
        if (header.isEmpty()) {
            return cells.texts().stream().map(Table::name).toList();
        }
        if (cells.texts().size() > header.size()) {
            throw Row.fault(
                    cells.line(),
                    "",
                    "has %d cells, and the table has %d columns"
                            .formatted(cells.texts().size(), header.size()));
        }
        var named = new LinkedHashMap<String, String>();
        for (var i = 0; i < header.size(); i++) {
            named.put(header.get(i), i < cells.texts().size() ? cells.texts().get(i) : "");
        }
        rows.accept(new Row(cells.line(), named));
        return header;
    }

    private static Cells cells(JsonParser parser) {
        var texts = new ArrayList<String>();
        long line = parser.currentLocation().getLineNr();
        for (var token = parser.nextToken();
                token != JsonToken.END_ARRAY && token != null;
                token = parser.nextToken()) {
            if (texts.isEmpty()) {
                line = parser.currentTokenLocation().getLineNr();
            }
            if (texts.size() == MOST_COLUMNS) {
                throw Row.fault(line, "", "has more than %d cells".formatted(MOST_COLUMNS));
            }
            texts.add(parser.getString());
        }
        return new Cells(line, texts);
    }

    private static String name(String written) {
        return written.strip().toLowerCase(Locale.ROOT).replaceAll("[ -]+", "_");
    }
}
