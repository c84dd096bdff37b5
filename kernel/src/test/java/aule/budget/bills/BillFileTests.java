package aule.budget.bills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files that providers give out, as they write them. */
class BillFileTests {

    private static final Instant DAY = Instant.parse("2026-08-04T00:00:00Z");
    private static final Instant NEXT = Instant.parse("2026-08-05T00:00:00Z");

    private static BillFile read(String provider, String text) {
        return BillFile.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), provider);
    }

    private static Charge only(BillFile file) {
        assertThat(file.charges()).hasSize(1);
        return file.charges().getFirst();
    }

    @Test
    void openRoutersActivityHasEveryCallWithItsId() {
        var file = read("openrouter", """
                generation_id,created_at,cost_total,cost_web_search,cost_cache,tokens_prompt,tokens_completion,tokens_reasoning,tokens_cached,model_permaslug,provider_name,variant
                gen-1782618417-AAA,2026-06-28 03:46:57.713,0.0123,0,0,10389,137,20,0,openai/gpt-oss-120b,Groq,standard
                """);

        assertThat(file.layout()).isEqualTo("openrouter_activity");
        assertThat(only(file))
                .isEqualTo(new Charge(
                        2,
                        "gen-1782618417-AAA",
                        Instant.parse("2026-06-28T03:46:57.713Z"),
                        Instant.parse("2026-06-28T03:46:57.713Z"),
                        "openai-gpt-oss-120b",
                        "openai/gpt-oss-120b",
                        0,
                        10_389L,
                        137L,
                        12_300_000L,
                        0));
    }

    @Test
    void openRoutersDaysHaveSums() {
        var file = read("openrouter", """
                Date,Slug,Usage,BYOK Usage,Requests,Prompt Tokens,Completion Tokens,Reasoning Tokens
                "2026-08-04","z-ai/glm-5.3-flash",0.75,0,12,"1,000",200,0
                """);

        assertThat(file.layout()).isEqualTo("openrouter_days");
        var charge = only(file);
        assertThat(charge.from()).isEqualTo(DAY);
        assertThat(charge.to()).isEqualTo(NEXT);
        assertThat(charge.calls()).isEqualTo(12);
        assertThat(charge.tokensIn()).isEqualTo(1_000);
        assertThat(charge.costNanos()).isEqualTo(750_000_000);
    }

    @Test
    void anthropicsUsageAddsUpWhatWasReadAndWritten() {
        var file = read("anthropic", """
                \uFEFFusage_date_utc,model_version,api_key,workspace,usage_type,context_window,usage_input_tokens_no_cache,usage_input_tokens_cache_write_5m,usage_input_tokens_cache_write_1h,usage_input_tokens_cache_read,usage_output_tokens,web_search_count
                2026-08-04,claude-sonnet-4-5-20250929,key,Default,standard,≤ 200k,100,20,3,4,50,0
                """);

        assertThat(file.layout()).isEqualTo("anthropic_usage");
        assertThat(only(file).tokensIn()).isEqualTo(127);
        assertThat(only(file).tokensOut()).isEqualTo(50);
        assertThat(only(file).model()).isEqualTo("claude-sonnet-4-5");
        assertThat(only(file).costNanos()).isNull();
    }

    @Test
    void anthropicsCostIsRoundedToCents() {
        var file = read("anthropic", """
                usage_date_utc,model,workspace,api_key,usage_type,context_window,token_type,cost_usd,list_price_usd,cost_type
                2026-08-04,Claude Sonnet 4.5,Default,key,message,≤ 200k,input_no_cache,0.05,0.05,token
                """);

        assertThat(file.layout()).isEqualTo("anthropic_cost");
        assertThat(only(file).model()).isEqualTo("claude-sonnet-4-5");
        assertThat(only(file).costNanos()).isEqualTo(50_000_000);
        assertThat(only(file).roundedNanos()).isEqualTo(5_000_000);
    }

    @Test
    void anthropicsReportsComeInPages() {
        var usage = read("anthropic", """
                {"data": [
                  {"starting_at": "2026-08-04T00:00:00Z", "ending_at": "2026-08-05T00:00:00Z", "results": [
                    {"uncached_input_tokens": 100, "cache_creation": {"ephemeral_1h_input_tokens": 3,
                     "ephemeral_5m_input_tokens": 20}, "cache_read_input_tokens": 4, "output_tokens": 50,
                     "server_tool_use": {"web_search_requests": 0}, "model": "claude-sonnet-4-5-20250929"}]},
                  {"starting_at": "2026-08-05T00:00:00Z", "ending_at": "2026-08-06T00:00:00Z", "results": []}],
                 "has_more": false, "next_page": null}
                """);
        var cost = read("anthropic", """
                {"data": [{"starting_at": "2026-08-04T00:00:00Z", "ending_at": "2026-08-05T00:00:00Z", "results": [
                  {"currency": "USD", "amount": "123.45", "model": "claude-sonnet-4-5-20250929",
                   "token_type": "output_tokens"}]}]}
                """);

        assertThat(usage.layout()).isEqualTo("anthropic_usage_report");
        assertThat(only(usage).tokensIn()).isEqualTo(127);
        assertThat(only(usage).to()).isEqualTo(NEXT);
        assertThat(cost.layout()).isEqualTo("anthropic_cost_report");
        assertThat(only(cost).costNanos()).as("cents").isEqualTo(1_234_500_000);
    }

    @Test
    void openAisUsageComesByTheMinute() {
        var table = read("openai", """
                start_time,end_time,start_time_iso,end_time_iso,project_id,num_model_requests,model,input_tokens,output_tokens,input_cached_tokens
                1761523200,1761523260,2025-10-27T00:00:00+00:00,2025-10-27T00:01:00+00:00,proj,3.0,gpt-4o-2024-08-06,4212,1673,0
                """);
        var page = read("openai", """
                {"object": "page", "data": [{"object": "bucket", "start_time": 1761523200, "end_time": 1761523260,
                  "results": [{"object": "organization.usage.completions.result", "input_tokens": 4212,
                    "output_tokens": 1673, "input_cached_tokens": 0, "num_model_requests": 3, "project_id": null,
                    "model": "gpt-4o-2024-08-06"}]}], "has_more": false, "next_page": null}
                """);

        assertThat(table.layout()).isEqualTo("openai_usage");
        assertThat(only(table).calls()).isEqualTo(3);
        assertThat(only(table).model()).isEqualTo("gpt-4o");
        assertThat(only(table).to()).isEqualTo(Instant.parse("2025-10-27T00:01:00Z"));
        assertThat(only(page)).usingRecursiveComparison().ignoringFields("line").isEqualTo(only(table));
    }

    @Test
    void openAisCostsAreOfLineItems() {
        var page = read("openai", """
                {"object": "page", "data": [{"object": "bucket", "start_time": 1730419200, "end_time": 1730505600,
                  "results": [{"object": "organization.costs.result", "amount": {"value": 0.06, "currency": "usd"},
                    "line_item": "gpt-4o-2024-08-06, input", "project_id": null}]}]}
                """);

        assertThat(page.layout()).isEqualTo("openai_cost");
        assertThat(only(page).model()).isEqualTo("gpt-4o");
        assertThat(only(page).costNanos()).isEqualTo(60_000_000);
    }

    @ParameterizedTest
    @CsvSource({
        "'time,model,cost\n2026-08-04T10:00:00Z,m,1'",
        "'Timestamp;Model;Cost\n2026-08-04 10:00:00;m;1.0'",
        "'created_at\tmodel\tcost_usd\n1785837600\tm\t$1'",
        "'at,model,amount\n1785837600000,m,1e0'"
    })
    void anyTableDoesThatSaysWhenWhichModelAndHowMuch(String text) {
        var charge = only(read("cloud", text));

        assertThat(charge.from()).isEqualTo(Instant.parse("2026-08-04T10:00:00Z"));
        assertThat(charge.isOneCall()).isTrue();
        assertThat(charge.costNanos()).isEqualTo(1_000_000_000);
    }

    @ParameterizedTest
    @CsvSource({
        "'time,model,cost\n2026-08-04T10:00:00Z,m,1\nyesterday,m,1', 'Line 3, column ''time'' is no time: ''yesterday'''",
        "'time,model,cost\n2026-08-04T10:00:00Z,m,cheap', 'Line 2, column ''cost'' is no number: ''cheap'''",
        "'time,model,tokens_in,tokens_out\n2026-08-04T10:00:00Z,m,1.5,2', 'Line 2, column ''tokens_in'' is no whole'",
        "'time,model,cost\n2026-08-04T10:00:00Z,m,1e30', 'Line 2, column ''cost'' is out of reach'",
        "'time,model,cost\n,m,1', 'Line 2, column ''time'' is empty'",
        "'time,model,cost\n2026-08-04T10:00:00Z,m,1,2', 'Line 2 has 4 cells, and the table has 3 columns'",
        "'name,colour\na,b', 'Line 2 has no columns that say when'",
        "'time,model,cost\n2026-08-04T10:00:00Z,\"m,1', 'cannot be read'",
        "'{\"data\": [{\"start_time\": 1730419200,\n \"end_time\": 17', 'Line 2'",
        "'{\"data\": []}', 'holds no usage'",
        "'', 'holds no usage'",
        "'time,model,cost', 'holds no usage'"
    })
    void whatIsWrongIsSaidWithItsPlace(String text, String sentence) {
        assertThatExceptionOfType(AuleException.class)
                .isThrownBy(() -> read("cloud", text))
                .returns(ErrorCode.INVALID, AuleException::code)
                .satisfies(it -> assertThat(it.sentence()).contains(sentence));
    }

    @Test
    void anotherCurrencyIsRefused() {
        assertThatExceptionOfType(AuleException.class)
                .isThrownBy(() -> read("openai", """
                        {"data": [{"start_time": 1730419200, "end_time": 1730505600,
                          "results": [{"amount": {"value": 0.06, "currency": "eur"}, "line_item": null}]}]}
                        """))
                .satisfies(it -> assertThat(it.sentence()).contains("amount.currency", "'eur'", "USD"));
    }

    @Test
    void aFileHasAnEnd() {
        var rows = IntStream.rangeClosed(0, 50_000)
                .mapToObj(_ -> "2026-08-04,m,1")
                .collect(Collectors.joining("\n", "day,model,cost\n", ""));

        assertThatExceptionOfType(AuleException.class)
                .isThrownBy(() -> read("cloud", rows))
                .satisfies(it -> assertThat(it.sentence()).startsWith("Line 50,002 is one too many"));
    }
}
