package aule.budget.bills;

import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Pages of a provider's API: spans of time, each with its results. */
record Pages(Consumer<Row> rows) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    void read(InputStream file) {
        try (var parser = JSON.createParser(file)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.START_ARRAY && "data".equals(parser.currentName())) {
                    spans(parser);
                }
            }
        }
    }

    private void spans(JsonParser parser) {
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            long line = parser.currentTokenLocation().getLineNr();
            JsonNode span = JSON.readTree(parser);
            var own = new LinkedHashMap<String, String>();
            flatten("", span, own);
            if (!span.path("results").isArray()) {
                rows.accept(new Row(line, own));
            }
            for (var result : span.path("results")) {
                var cells = new LinkedHashMap<>(own);
                flatten("", result, cells);
                requireDollars(line, cells);
                rows.accept(new Row(line, cells));
            }
        }
    }

    private static void requireDollars(long line, Map<String, String> cells) {
        for (var column : new String[] {"currency", "amount.currency"}) {
            var currency = cells.getOrDefault(column, "");
            if (!currency.isEmpty() && !currency.equalsIgnoreCase("usd")) {
                throw Row.fault(line, column, "is '%s'; the ledger is in USD".formatted(currency));
            }
        }
    }

    /** What stands deeper is named with its way there. */
    private static void flatten(String way, JsonNode node, Map<String, String> cells) {
        for (var member : node.properties()) {
            var value = member.getValue();
            if (value.isObject()) {
                flatten(way + member.getKey() + ".", value, cells);
            } else if (!value.isArray()) {
                cells.put(way + member.getKey(), value.isNull() ? "" : value.asString());
            }
        }
    }
}
