package aule.agents;

import aule.agents.loop.Bench;
import aule.agents.loop.BenchTask;
import aule.api.Answer;
import aule.api.Call;
import aule.api.Operations.Handler;
import aule.kernel.Account;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.Money;
import aule.kernel.ToolName;
import aule.models.Models;
import aule.models.Quirks;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers the operations of {@code api/agents.yaml} that try how well a model calls tools. */
final class BenchApi {

    record TaskView(String id, String goal, List<String> tools, String tool) {

        static TaskView of(BenchTask it) {
            return new TaskView(
                    it.id(),
                    it.goal(),
                    it.tools().stream().map(ToolName::value).sorted().toList(),
                    it.tool());
        }
    }

    record TaskList(
            List<TaskView> tasks, int count, @Nullable String nextCursor) {}

    record BenchModel(@Nullable String model, String task) {}

    record ResultView(
            String task,
            String model,
            Quirks.Dialect dialect,
            String asked,
            boolean rightTool,
            boolean rightArguments,
            boolean repaired,
            @Nullable ErrorCode refusal,
            boolean unclear,
            long tokensIn,
            long tokensOut,
            @Nullable String cost,
            long durationMs) {

        static ResultView of(Bench.Result it) {
            return new ResultView(
                    it.task().id(),
                    it.model(),
                    it.dialect(),
                    it.asked(),
                    it.rightTool(),
                    it.rightArguments(),
                    it.repaired(),
                    it.refusal(),
                    it.unclear(),
                    it.usage().tokensIn(),
                    it.usage().tokensOut(),
                    it.costNanos() == null ? null : Money.text(it.costNanos()),
                    it.durationMs());
        }
    }

    private final Bench bench;
    private final List<BenchTask> tasks = BenchTask.all();
    private final Models models;
    private final Paying paying;
    private final SqlReliability reliability;

    BenchApi(Bench bench, Models models, Paying paying, SqlReliability reliability) {
        this.bench = bench;
        this.models = models;
        this.paying = paying;
        this.reliability = reliability;
    }

    Map<String, Handler> handlers() {
        return Map.of("listBenchTasks", this::list, "benchModel", this::ask);
    }

    private Answer list(Call call) {
        var from = place(call.query("cursor").orElse(""));
        var page = tasks.stream()
                .skip(from)
                .limit(Paging.limit(call))
                .map(TaskView::of)
                .toList();
        var rest = from + page.size() < tasks.size();
        return Answer.ok(new TaskList(page, page.size(), rest ? page.getLast().id() : null));
    }

    private int place(String after) {
        return after.isEmpty() ? 0 : tasks.indexOf(task(after)) + 1;
    }

    private Answer ask(Call call) {
        var wanted = call.body(BenchModel.class);
        var task = task(wanted.task());
        var who = call.principal();
        var model = paying.on(Account.of(who), "bench", models.choose(wanted.model()));
        try {
            var result = bench.ask(who, model, task);
            reliability.count(who.org(), Reliability.Source.BENCH, counted(result));
            return Answer.ok(ResultView.of(result));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AuleException(ErrorCode.UNAVAILABLE, "The kernel is being stopped.", stopped);
        }
    }

    private BenchTask task(String id) {
        return tasks.stream()
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElseThrow(() -> AuleException.notFound("task", id));
    }

    private static Reliability counted(Bench.Result it) {
        var refused = it.refusal() == ErrorCode.INVALID;
        var ready = it.called() && it.refusal() == null;
        return new Reliability(
                it.model(),
                it.called() ? 1 : 0,
                it.repaired() ? 1 : 0,
                refused ? 1 : 0,
                it.refusal() == null || refused ? 0 : 1,
                ready && it.rightArguments() ? 1 : 0,
                ready && !it.rightArguments() ? 1 : 0,
                it.unclear() ? 1 : 0);
    }
}
