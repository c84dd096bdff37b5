package aule.web.search;

import aule.egress.Allowance;
import aule.egress.Behalf;
import aule.egress.Egress;
import aule.egress.Outgoing;
import aule.egress.Patience;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.schema.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Where a search engine answers, and the way there. */
public record Place(Egress egress, URI address, Allowance allowance) {

    private static final Behalf SEARCH = Behalf.of("search");
    private static final Patience PATIENCE =
            new Patience(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(15), 4L << 20);

    /** What came back. */
    record Answered(int status, String text) {

        /** @throws AuleException with {@code PROVIDER_ERROR} if it is none */
        JsonNode json(String engine) {
            try {
                return Json.parse(text);
            } catch (AuleException e) {
                throw new AuleException(ErrorCode.PROVIDER_ERROR, "%s did not answer in JSON.".formatted(engine), e);
            }
        }
    }

    static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .filter(it -> !it.getValue().isEmpty())
                .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    Answered get(Map<String, String> fields, Map<String, String> headers) throws InterruptedException {
        return send(Outgoing.get(URI.create(address + "?" + form(fields)), allowance), headers);
    }

    Answered post(Map<String, String> fields, Map<String, String> headers) throws InterruptedException {
        return send(
                Outgoing.postJson(address, form(fields), allowance)
                        .with("Content-Type", "application/x-www-form-urlencoded"),
                headers);
    }

    private Answered send(Outgoing request, Map<String, String> headers) throws InterruptedException {
        var whole = request.with(PATIENCE).with(SEARCH);
        for (var header : headers.entrySet()) {
            whole = whole.with(header.getKey(), header.getValue());
        }
        try (var answer = egress.send(whole)) {
            return new Answered(answer.status(), answer.text());
        }
    }
}
