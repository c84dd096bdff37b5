package aule.agents;

import aule.api.Answer;
import aule.api.Call;
import aule.api.Operations.Handler;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Answers the operations on calls in doubt of {@code api/agents.yaml}. */
final class DoubtsApi {

    record SettleDoubt(Doubt.Choice choice, @Nullable String note) {}

    record DoubtList(
            List<DoubtView> doubts, int count, @Nullable String nextCursor) {}

    private final Doubts doubts;

    DoubtsApi(Doubts doubts) {
        this.doubts = doubts;
    }

    Map<String, Handler> handlers() {
        return Map.of("listDoubts", this::list, "settleDoubt", this::settle);
    }

    private Answer list(Call call) {
        var limit = Paging.limit(call);
        var open = call.query("open").map(Boolean::valueOf);
        var page = doubts.page(call.principal().org(), open, Paging.before(call), limit + 1);
        var shown = page.stream().limit(limit).map(DoubtView::of).toList();
        if (call.query("shape").isPresent()) {
            return Answer.ok(shown);
        }
        var next = page.size() > limit ? Long.toString(page.get(limit - 1).seq()) : null;
        return Answer.ok(new DoubtList(shown, shown.size(), next));
    }

    private Answer settle(Call call) {
        var wanted = call.body(SettleDoubt.class);
        var note = Objects.requireNonNullElse(wanted.note(), "").strip();
        var settled = doubts.settle(call.principal(), RunsApi.id(call), call.path("call_id"), wanted.choice(), note);
        return Answer.ok(DoubtView.of(settled));
    }
}
