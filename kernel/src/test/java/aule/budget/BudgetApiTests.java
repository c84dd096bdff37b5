package aule.budget;

import static org.assertj.core.api.Assertions.assertThat;

import aule.testkit.Awaiting;
import aule.testkit.SocketClient;
import aule.testkit.TempAule;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The contract of budgets and usage, over HTTP. */
@Timeout(120)
class BudgetApiTests {

    private static TempAule aule;

    @BeforeAll
    static void boot(@TempDir Path home) {
        aule = new TempAule(home);
    }

    @AfterAll
    static void stop() {
        aule.close();
    }

    private static JsonNode created(String body) {
        var answer = aule.send("POST", "/v1/budgets", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return TempAule.json(answer);
    }

    private static void remove(JsonNode budget) {
        var gone = aule.delete("/v1/budgets/" + budget.path("id").asString());
        assertThat(gone.statusCode()).isEqualTo(204);
    }

    @Test
    void aBudgetIsSetShownChangedAndLifted() {
        var made =
                created("{\"scope\":\"agent\",\"subject\":\"pers-coder\",\"period\":\"month\",\"max_cost\":\"2.5\"}");
        var path = "/v1/budgets/" + made.path("id").asString();

        assertThat(made.path("max_cost").asString()).isEqualTo("2.500000");
        assertThat(made.path("state").path("subject").asString()).isEqualTo("pers-coder");
        assertThat(made.path("state").path("status").asString()).isEqualTo("ok");

        var body = "{\"scope\":\"org\",\"period\":\"day\",\"max_tokens\":7,\"max_steps\":2,\"max_wall_ms\":9}";
        var changed = TempAule.json(aule.send("PUT", path, body));
        assertThat(changed.has("max_cost")).isFalse();
        assertThat(changed.path("max_tokens").asInt()).isEqualTo(7);
        assertThat(TempAule.json(aule.get(path))).isEqualTo(changed);

        remove(changed);
        assertThat(aule.get(path).statusCode()).isEqualTo(404);
        assertThat(aule.send("PUT", path, body).statusCode()).isEqualTo(404);
        assertThat(aule.delete(path).statusCode()).isEqualTo(404);
    }

    @Test
    void theListComesInPages() {
        var first = created("{\"scope\":\"org\",\"period\":\"call\",\"max_cost\":\"1\"}");
        var second = created("{\"scope\":\"org\",\"period\":\"run\",\"max_cost\":\"1\"}");

        var page = TempAule.json(aule.get("/v1/budgets?limit=1"));
        var rest = TempAule.json(aule.get("/v1/budgets?shape=array&limit=5&cursor="
                + page.path("next_cursor").asString()));

        assertThat(page.path("budgets").get(0)).isEqualTo(first);
        assertThat(rest.get(0)).isEqualTo(second);
        assertThat(first.has("state")).as("one call has no state").isFalse();
        remove(first);
        remove(second);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"scope\":\"org\",\"period\":\"day\"}",
                "{\"scope\":\"org\",\"subject\":\"org-local\",\"period\":\"day\",\"max_steps\":1}",
                "{\"scope\":\"planet\",\"period\":\"day\",\"max_steps\":1}",
                "{\"scope\":\"org\",\"period\":\"day\",\"max_cost\":\"-1\"}",
                "{\"scope\":\"org\",\"period\":\"day\",\"max_cost\":1}",
                "{\"scope\":\"org\",\"period\":\"day\",\"max_cost\":\"1\",\"currency\":\"EUR\"}",
                "{\"scope\":\"org\",\"period\":\"day\",\"max_steps\":1,\"mood\":\"good\"}"
            })
    void whatMakesNoSenseIsRefused(String body) {
        assertThat(aule.send("POST", "/v1/budgets", body).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"group_by=mood", "from=yesterday", "cursor=x", "limit=0", "mood=good"})
    void questionsThatNobodyUnderstandsAreRefused(String query) {
        assertThat(aule.get("/v1/usage?" + query).statusCode()).isEqualTo(400);
    }

    @Test
    void whatWasUsedIsListedLineByLineAndAddedUp() {
        var run = TempAule.json(aule.send("POST", "/v1/runs", "{\"goal\": \"create file a.txt with a\"}"));
        var path = "/v1/runs/" + run.path("id").asString();
        Awaiting.until("the run has ended", () -> TempAule.json(aule.get(path)).has("ended_at"));
        var only = "run=" + run.path("id").asString();

        var entries = TempAule.json(aule.get("/v1/usage/entries?" + only)).path("entries");
        var usage = TempAule.json(aule.get("/v1/usage?group_by=agent&" + only));
        var spend = TempAule.json(aule.get("/v1/usage/summary"));

        assertThat(entries).isNotEmpty().allSatisfy(it -> {
            assertThat(it.path("cost").asString()).isEqualTo("0.000000");
            assertThat(it.path("kind").asString()).isEqualTo("answer");
        });
        assertThat(usage.path("total").path("calls").asInt()).isEqualTo(entries.size());
        assertThat(usage.path("usage").get(0).path("key").asString()).isEqualTo("pers-assistant");
        assertThat(usage.path("currency").asString()).isEqualTo("USD");
        assertThat(spend.path("today").path("calls").asInt()).isGreaterThanOrEqualTo(entries.size());
        assertThat(spend.path("month").path("calls").asInt())
                .isGreaterThanOrEqualTo(spend.path("today").path("calls").asInt());
    }

    @Test
    void budgetsAndUsageAnswerOverASocketToo() {
        try (var socket = SocketClient.open(aule.uri("/v1/ws"), aule.token())) {
            var set = socket.ask(
                    "{'type': 'resource.setQuota', 'id': 'a', 'scope': 'org', 'period': 'call', 'max_tokens': 9000}");
            var all = socket.ask("{'type': 'resource.getQuota', 'id': 'b'}");
            var usage = socket.ask("{'type': 'resource.getUsage', 'id': 'c', 'group_by': 'model'}");
            var summary = socket.ask("{'type': 'resource.getSummary', 'id': 'd'}");

            assertThat(set.at("/data/max_tokens").asInt()).as(set.toString()).isEqualTo(9_000);
            assertThat(all.at("/data/budgets")).contains(set.path("data"));
            assertThat(usage.at("/data/group_by").asString()).isEqualTo("model");
            assertThat(summary.at("/data/currency").asString()).isEqualTo("USD");
            remove(set.path("data"));
        }
    }
}
