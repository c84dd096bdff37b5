package aule.budget.bills;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which column of a file means what. A list of columns is added up; of columns for one thing the first that the file has
 * counts.
 *
 * @param name what the layout is called on the wire
 * @param marks the columns by which a file is recognised
 * @param until the end of a span; none for files of calls or days
 * @param costUnit billionths of a US dollar that one unit of cost is
 * @param roundedNanos by how much a row's cost may be off because the file rounds it
 */
record Layout(
        String name,
        Set<String> marks,
        List<String> id,
        List<String> time,
        List<String> until,
        List<String> model,
        List<String> tokensIn,
        List<String> tokensOut,
        List<String> cost,
        List<String> calls,
        long costUnit,
        long roundedNanos) {

    static final long DOLLAR = 1_000_000_000;
    private static final long CENT = DOLLAR / 100;

    private static final List<String> NONE = List.of();

    private static final List<String> ANTHROPIC_IN = List.of(
            "usage_input_tokens_no_cache",
            "usage_input_tokens_cache_write",
            "usage_input_tokens_cache_write_5m",
            "usage_input_tokens_cache_write_1h",
            "usage_input_tokens_cache_read");

    private static final List<String> ANTHROPIC_REPORT_IN = List.of(
            "uncached_input_tokens",
            "cache_creation.ephemeral_5m_input_tokens",
            "cache_creation.ephemeral_1h_input_tokens",
            "cache_read_input_tokens");

    /** The most particular first. */
    private static final List<Layout> KNOWN = List.of(
            new Layout(
                    "openrouter_activity",
                    Set.of("generation_id", "cost_total"),
                    List.of("generation_id"),
                    List.of("created_at"),
                    NONE,
                    List.of("model_permaslug", "model"),
                    List.of("tokens_prompt"),
                    List.of("tokens_completion"),
                    List.of("cost_total"),
                    NONE,
                    DOLLAR,
                    0),
            new Layout(
                    "openrouter_days",
                    Set.of("date", "slug", "usage"),
                    NONE,
                    List.of("date"),
                    NONE,
                    List.of("slug"),
                    List.of("prompt_tokens"),
                    List.of("completion_tokens"),
                    List.of("usage"),
                    List.of("requests"),
                    DOLLAR,
                    0),
            new Layout(
                    "anthropic_usage",
                    Set.of("usage_date_utc", "usage_output_tokens"),
                    NONE,
                    List.of("usage_date_utc"),
                    NONE,
                    List.of("model_version", "model"),
                    ANTHROPIC_IN,
                    List.of("usage_output_tokens"),
                    NONE,
                    NONE,
                    DOLLAR,
                    0),
            new Layout(
                    "anthropic_cost",
                    Set.of("usage_date_utc", "cost_usd"),
                    NONE,
                    List.of("usage_date_utc"),
                    NONE,
                    List.of("model"),
                    NONE,
                    NONE,
                    List.of("cost_usd"),
                    NONE,
                    DOLLAR,
                    CENT / 2),
            new Layout(
                    "anthropic_usage_report",
                    Set.of("starting_at", "uncached_input_tokens"),
                    NONE,
                    List.of("starting_at"),
                    List.of("ending_at"),
                    List.of("model"),
                    ANTHROPIC_REPORT_IN,
                    List.of("output_tokens"),
                    NONE,
                    NONE,
                    DOLLAR,
                    0),
            new Layout(
                    "anthropic_cost_report",
                    Set.of("starting_at", "amount"),
                    NONE,
                    List.of("starting_at"),
                    List.of("ending_at"),
                    List.of("model", "description"),
                    NONE,
                    NONE,
                    List.of("amount"),
                    NONE,
                    CENT,
                    0),
            new Layout(
                    "openai_usage",
                    Set.of("start_time", "end_time", "input_tokens"),
                    NONE,
                    List.of("start_time"),
                    List.of("end_time"),
                    List.of("model"),
                    List.of("input_tokens"),
                    List.of("output_tokens"),
                    NONE,
                    List.of("num_model_requests"),
                    DOLLAR,
                    0),
            openAiCost("amount_value"),
            openAiCost("amount.value"));

    private static final Layout PLAIN = new Layout(
            "calls",
            Set.of(),
            List.of("request_id", "response_id", "generation_id", "id"),
            List.of("time", "at", "timestamp", "created_at", "date", "day"),
            NONE,
            List.of("model"),
            List.of("tokens_in", "input_tokens", "prompt_tokens", "tokens_prompt"),
            List.of("tokens_out", "output_tokens", "completion_tokens", "tokens_completion"),
            List.of("cost", "cost_usd", "amount_usd", "usd", "amount"),
            List.of("calls", "requests"),
            DOLLAR,
            0);

    private static Layout openAiCost(String column) {
        return new Layout(
                "openai_cost",
                Set.of("start_time", "end_time", column),
                NONE,
                List.of("start_time"),
                List.of("end_time"),
                List.of("line_item"),
                NONE,
                NONE,
                List.of(column),
                NONE,
                DOLLAR,
                0);
    }

    /** The layout of a file with these columns; empty if they do not say when, and what or how much. */
    static Optional<Layout> of(Set<String> columns) {
        return KNOWN.stream()
                .filter(it -> columns.containsAll(it.marks()))
                .findFirst()
                .or(() -> PLAIN.reduced(columns));
    }

    /** For one thing a plain file has one column. */
    private Optional<Layout> reduced(Set<String> columns) {
        var plain = new Layout(
                name,
                marks,
                first(id, columns),
                first(time, columns),
                NONE,
                first(model, columns),
                first(tokensIn, columns),
                first(tokensOut, columns),
                first(cost, columns),
                first(calls, columns),
                costUnit,
                roundedNanos);
        var says = !plain.cost.isEmpty() || !(plain.tokensIn.isEmpty() || plain.tokensOut.isEmpty());
        return plain.time.isEmpty() || plain.model.isEmpty() || !says ? Optional.empty() : Optional.of(plain);
    }

    private static List<String> first(List<String> names, Set<String> columns) {
        return names.stream()
                .filter(columns::contains)
                .findFirst()
                .map(List::of)
                .orElse(NONE);
    }
}
