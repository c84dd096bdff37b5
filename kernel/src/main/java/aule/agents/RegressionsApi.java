package aule.agents;

import aule.agents.past.Mode;
import aule.api.Answer;
import aule.api.Call;
import aule.api.Operations.Handler;
import aule.kernel.RunId;
import aule.kernel.RunTestId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Answers the operations on runs that are tests of {@code api/agents.yaml}. */
final class RegressionsApi {

    private static final int LONGEST_NAME = 200;

    record SaveTest(@Nullable String name, @Nullable Mode mode) {}

    record TestView(
            RunTestId id,
            String name,
            RunId runId,
            Mode mode,
            Instant savedAt,
            @Nullable Instant checkedAt,
            @Nullable Boolean passed,
            @Nullable String finding) {

        static TestView of(RunTest it) {
            var last = it.last();
            return new TestView(
                    it.id(),
                    it.name(),
                    it.run(),
                    it.mode(),
                    it.savedAt(),
                    last == null ? null : last.at(),
                    last == null ? null : last.passed(),
                    last == null ? null : last.finding());
        }
    }

    record TestList(
            List<TestView> tests, int count, @Nullable String nextCursor) {}

    record TestResult(TestView test, boolean passed, PastApi.ReplayView replay) {}

    private final Runs runs;
    private final Regressions tests;

    RegressionsApi(Runs runs, Regressions tests) {
        this.runs = runs;
        this.tests = tests;
    }

    Map<String, Handler> handlers() {
        return Map.of(
                "saveRunTest", this::save,
                "listRunTests", this::list,
                "showRunTest", this::show,
                "checkRunTest", this::check,
                "deleteRunTest", this::delete);
    }

    private Answer save(Call call) {
        var run = runs.find(call.principal().org(), RunsApi.id(call));
        var wanted = call.body(SaveTest.class);
        var goal = run.started().goal();
        var name = Objects.requireNonNullElse(wanted.name(), goal.substring(0, Math.min(LONGEST_NAME, goal.length())));
        var saved = tests.save(run, name.strip(), Objects.requireNonNullElse(wanted.mode(), Mode.BEHAVIOUR));
        return Answer.created("/v1/run-tests/" + saved.id(), TestView.of(saved));
    }

    private Answer list(Call call) {
        var limit = Paging.limit(call);
        var page = tests.page(call.principal().org(), call.query("cursor").orElse(""), limit + 1);
        var shown = page.stream().limit(limit).map(TestView::of).toList();
        var next = page.size() > limit ? shown.getLast().id().value() : null;
        return Answer.ok(new TestList(shown, shown.size(), next));
    }

    private Answer show(Call call) {
        return Answer.ok(TestView.of(tests.find(call.principal().org(), id(call))));
    }

    private Answer check(Call call) {
        var checked = tests.check(call.principal().org(), id(call));
        var replay = checked.replay();
        return Answer.ok(new TestResult(
                TestView.of(checked.test()),
                replay.same(),
                PastApi.ReplayView.of(checked.test().run(), replay)));
    }

    private Answer delete(Call call) {
        tests.delete(call.principal().org(), id(call));
        return Answer.noContent();
    }

    private static RunTestId id(Call call) {
        return new RunTestId(call.path("id"));
    }
}
