package aule.agents;

import aule.agents.Reliability.Source;
import aule.api.Answer;
import aule.api.Call;
import aule.api.Operations.Handler;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers the operation of {@code api/agents.yaml} that says how well models handle tools. */
final class ReliabilityApi {

    record View(
            String model,
            long calls,
            long valid,
            long repaired,
            long refused,
            long unknown,
            long succeeded,
            long failed,
            long unclear,
            @Nullable Double rate) {

        static View of(Reliability it) {
            return new View(
                    it.model(),
                    it.calls(),
                    it.valid(),
                    it.repaired(),
                    it.refused(),
                    it.unknown(),
                    it.succeeded(),
                    it.failed(),
                    it.unclear(),
                    it.rate());
        }
    }

    record Views(List<View> models, int count, @Nullable String nextCursor) {}

    private final SqlReliability reliability;

    ReliabilityApi(SqlReliability reliability) {
        this.reliability = reliability;
    }

    Map<String, Handler> handlers() {
        return Map.of("listReliability", this::list);
    }

    private Answer list(Call call) {
        var limit = Paging.limit(call);
        var source = call.query("source").orElse("run").toUpperCase(Locale.ROOT);
        var page = reliability.page(
                call.principal().org(),
                Source.valueOf(source),
                call.query("cursor").orElse(""),
                limit + 1);
        var shown = page.stream().limit(limit).map(View::of).toList();
        return Answer.ok(new Views(
                shown, shown.size(), page.size() > limit ? shown.getLast().model() : null));
    }
}
