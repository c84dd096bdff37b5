package aule.budget;

import static org.assertj.core.api.Assertions.assertThat;

import aule.boot.Aule;
import aule.kernel.SystemClock;
import aule.kernel.TokenUsage;
import aule.models.ModelSpec;
import aule.models.Price;
import aule.testkit.Awaiting;
import aule.testkit.FixedModels;
import aule.testkit.ScriptedModel;
import aule.testkit.TempAule;
import aule.testkit.Turn;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The contract of bills, over HTTP, with a ledger that has something in it. */
@Timeout(180)
class BillsApiTests {

    private static final TokenUsage USAGE = new TokenUsage(900, 100, 0, 0);

    private static final ModelSpec SPEC = new ModelSpec(
            "cloud/large-20260101",
            "large",
            "cloud",
            "general",
            "",
            "",
            true,
            true,
            100_000,
            new ModelSpec.Supports(true, true, true),
            null,
            new Price(1_000, 1_000),
            null,
            Set.of());

    private static TempAule aule;
    private static JsonNode entry;

    @BeforeAll
    static void boot(@TempDir Path home) {
        var model =
                ScriptedModel.answering(_ -> Turn.text("done").costing(USAGE)).as(SPEC);
        aule = new TempAule(home, Map.of(), new Aule.World(SystemClock.UTC, _ -> new FixedModels(model)));
        aule.send("POST", "/v1/runs", "{\"goal\": \"think\"}");
        Awaiting.until("the ledger has it", () -> !entries().isEmpty());
        entry = entries().get(0);
    }

    @AfterAll
    static void stop() {
        aule.close();
    }

    private static JsonNode entries() {
        return TempAule.json(aule.get("/v1/usage/entries")).path("entries");
    }

    private static HttpResponse<String> bring(String query, String name, String text) {
        var body = """
                --edge\r
                Content-Disposition: form-data; name="file"; filename="%s"\r
                Content-Type: application/octet-stream\r
                \r
                %s\r
                --edge--\r
                """.formatted(name, text);
        return aule.send(aule.request("/v1/usage/bills" + query)
                .header("Content-Type", "multipart/form-data; boundary=edge")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static JsonNode brought(String text) {
        var answer = bring("?provider=cloud", "august.csv", text);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return TempAule.json(answer);
    }

    private static JsonNode differences(JsonNode bill, String query) {
        return TempAule.json(aule.get("/v1/usage/bills/" + bill.path("id").asString() + "/differences" + query));
    }

    @Test
    void aBillThatTheLedgerConfirmsHasNoDifferences() {
        var bill = brought("request_id,time,model,tokens_in,tokens_out,cost\nresp-1,%s,Large,900,100,0.001"
                .formatted(entry.path("at").asString()));

        assertThat(bill.path("layout").asString()).isEqualTo("calls");
        assertThat(bill.path("name").asString()).isEqualTo("august.csv");
        assertThat(bill.path("same").asInt()).isEqualTo(1);
        assertThat(bill.path("difference").asString()).isEqualTo("0.000000");
        assertThat(bill.path("billed")).isEqualTo(bill.path("ledger"));
        assertThat(differences(bill, "").path("count").asInt()).isZero();
        assertThat(TempAule.json(aule.get("/v1/usage/bills/" + bill.path("id").asString())))
                .isEqualTo(bill);
    }

    @Test
    void theLedgerTellsWhatTheProviderCallsAnAnswer() {
        assertThat(entry.path("response_id").asString()).isEqualTo("resp-1");
    }

    @Test
    void differencesComeInPagesAndByKind() {
        var time = entry.path("at").asString();
        var bill = brought("request_id,time,model,tokens_in,tokens_out,cost\n"
                + "resp-1,%s,large,900,100,0.002\n".formatted(time) + "resp-2,%s,large,1,1,0.5".formatted(time));

        assertThat(bill.path("difference").asString()).isEqualTo("0.501000");
        var page = differences(bill, "?limit=1");
        var rest =
                differences(bill, "?limit=1&cursor=" + page.path("next_cursor").asString());
        assertThat(page.path("differences").get(0))
                .isNotEqualTo(rest.path("differences").get(0));
        assertThat(rest.has("next_cursor")).isFalse();
        var differs = differences(bill, "?kind=differs&shape=array");
        assertThat(differs).singleElement().satisfies(it -> {
            assertThat(it.path("difference").asString()).isEqualTo("0.001000");
            assertThat(it.path("run_id").asString())
                    .isEqualTo(entry.path("run_id").asString());
            assertThat(it.path("line").asInt()).isEqualTo(2);
        });
        assertThat(differences(bill, "?kind=only_bill").path("count").asInt()).isEqualTo(1);
    }

    @Test
    void billsAreListedTheNewestFirstAndForgotten() {
        var first = brought("day,model,cost\n2026-01-31,large,1");
        var second = brought("day,model,cost\n2026-01-31,large,2");

        var page = TempAule.json(aule.get("/v1/usage/bills?limit=1"));
        assertThat(page.path("bills").get(0)).isEqualTo(second);
        var next = "/v1/usage/bills?shape=array&limit=1&cursor="
                + page.path("next_cursor").asString();
        assertThat(TempAule.json(aule.get(next)).get(0)).isEqualTo(first);

        var path = "/v1/usage/bills/" + first.path("id").asString();
        assertThat(aule.delete(path).statusCode()).isEqualTo(204);
        assertThat(aule.delete(path).statusCode()).isEqualTo(404);
        assertThat(aule.get(path).statusCode()).isEqualTo(404);
        assertThat(aule.get(path + "/differences").statusCode()).isEqualTo(404);
    }

    @Test
    void aBrokenFileIsAnsweredWithItsLineAndColumn() {
        var answer = bring("?provider=cloud", "broken.csv", "time,model,cost\n2026-08-04T10:00:00Z,m,cheap");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(TempAule.json(answer).path("detail").asString()).isEqualTo("""
                Line 2, column 'cost' is no number: 'cheap'.""");
        assertThat(TempAule.json(answer).toString()).contains("/line/2/cost");
    }

    @ParameterizedTest
    @CsvSource({"'',a.csv", "?provider=,a.csv", "?provider=cloud&mood=good,a.csv", "?provider=cloud,''"})
    void whatMakesNoSenseIsRefused(String query, String name) {
        assertThat(bring(query, name, "day,model,cost\n2026-01-31,large,1").statusCode())
                .isEqualTo(400);
    }
}
