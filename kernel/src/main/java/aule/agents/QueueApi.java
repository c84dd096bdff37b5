package aule.agents;

import aule.api.Answer;
import aule.api.Call;
import aule.api.Operations.Handler;
import aule.dispatch.Place;
import aule.kernel.RunId;
import aule.kernel.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Answers the operations on the queue of {@code api/agents.yaml}. */
final class QueueApi {

    record MoveRun(
            @Nullable RunId before,
            @Nullable RunId after,
            @Nullable Boolean first,
            @Nullable Boolean last) {}

    record QueuedRun(int position, Instant since, int priority, UserId owner, RunView run) {}

    record QueueList(
            List<QueuedRun> queued, int count, @Nullable String nextCursor) {}

    private final RunQueue queue;
    private final Runs runs;
    private final RunViews views;

    QueueApi(RunQueue queue, Runs runs, RunViews views) {
        this.queue = queue;
        this.runs = runs;
        this.views = views;
    }

    Map<String, Handler> handlers() {
        return Map.of("listQueue", this::list, "moveQueuedRun", this::move);
    }

    private Answer list(Call call) {
        var limit = Paging.limit(call);
        var after = Paging.number(call.query("cursor"), "cursor").orElse(0L).intValue();
        var page = queue.page(call.principal().org(), after, limit + 1);
        var shown =
                shown(page.stream().filter(it -> it.position() <= after + limit).toList());
        if (call.query("shape").isPresent()) {
            return Answer.ok(shown);
        }
        var more = page.size() > shown.size();
        return Answer.ok(new QueueList(shown, shown.size(), more ? Integer.toString(after + limit) : null));
    }

    private List<QueuedRun> shown(List<RunQueue.Entry> page) {
        var those = views.of(page.stream().map(RunQueue.Entry::run).toList());
        return IntStream.range(0, page.size())
                .mapToObj(place -> shown(page.get(place), those.get(place)))
                .toList();
    }

    private static QueuedRun shown(RunQueue.Entry entry, RunView run) {
        return new QueuedRun(entry.position(), entry.since(), run.priority(), run.owner(), run);
    }

    private Answer move(Call call) {
        var moved = queue.move(call.principal(), RunsApi.id(call), place(call));
        return Answer.ok(views.of(moved));
    }

    /** The contract lets exactly one of them through. */
    private Place place(Call call) {
        var wanted = call.body(MoveRun.class);
        if (wanted.before() != null) {
            return new Place.Before(Runs.KIND, known(call, wanted.before()));
        }
        if (wanted.after() != null) {
            return new Place.After(Runs.KIND, known(call, wanted.after()));
        }
        return wanted.first() != null ? new Place.First() : new Place.Last();
    }

    private String known(Call call, RunId neighbour) {
        return runs.find(call.principal().org(), neighbour).id().value();
    }
}
