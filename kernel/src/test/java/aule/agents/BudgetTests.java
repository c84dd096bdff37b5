package aule.agents;

import static aule.agents.past.Replaying.isTheSame;
import static org.assertj.core.api.Assertions.assertThat;

import aule.journal.Filter;
import aule.kernel.BudgetEvent;
import aule.kernel.Envelope;
import aule.kernel.OrgId;
import aule.kernel.RunBudget;
import aule.kernel.RunEvent;
import aule.kernel.RunLimits;
import aule.kernel.TokenUsage;
import aule.models.Price;
import aule.testkit.AgentsHome;
import aule.testkit.Awaiting;
import aule.testkit.ScriptedModel;
import aule.testkit.TempAule;
import aule.testkit.Turn;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What budgets do to runs. */
@Timeout(180)
class BudgetTests {

    /** A thousandth of a cent a token: a question may cost some cents, and does cost one tenth. */
    private static final Price DEAR = new Price(1_000, 1_000);

    private static final TokenUsage USAGE = new TokenUsage(900, 100, 0, 0);
    private static final long ONE_ANSWER = 1_000_000;

    @TempDir
    Path folder;

    private static ScriptedModel dear(Turn.Answer... turns) {
        return ScriptedModel.saying(
                        List.of(turns).stream().map(it -> it.costing(USAGE)).toArray(Turn[]::new))
                .as(ScriptedModel.spec("dear", DEAR));
    }

    private static ScriptedModel dearForever() {
        return ScriptedModel.answering(_ -> Turn.text("done").costing(USAGE)).as(ScriptedModel.spec("dear", DEAR));
    }

    private static String cap(AgentsHome home, String body) {
        var answer = home.post("/v1/budgets", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return TempAule.json(answer).path("id").asString();
    }

    private static RunState started(AgentsHome home, RunBudget budget) {
        var goal = Goal.of("think").within(RunLimits.DEFAULT.withBudget(budget));
        return home.agents().runs().start(AgentsHome.OWNER, goal);
    }

    private static long journalled(AgentsHome home) {
        var types = Filter.ofTypes(Set.of("model.answered", "context.compacted", "model.used"));
        return home.journal().since(0, types, Integer.MAX_VALUE).stream()
                .map(Envelope::body)
                .mapToLong(it -> switch (it) {
                    case RunEvent.ModelAnswered answer -> answer.costNanos() == null ? 0 : answer.costNanos();
                    case BudgetEvent.Used errand -> errand.costNanos() == null ? 0 : errand.costNanos();
                    case RunEvent.Compacted summary -> summary.costNanos() == null ? 0 : summary.costNanos();
                    default -> 0;
                })
                .sum();
    }

    private static long ledger(AgentsHome home) {
        return home.database()
                .read(handle -> handle.createQuery("SELECT COALESCE(SUM(cost_nanos), 0) FROM budget_entry")
                        .mapTo(Long.class)
                        .one());
    }

    private static long held(AgentsHome home) {
        return home.database()
                .read(handle -> handle.createQuery("SELECT count(*) FROM budget_hold")
                        .mapTo(Long.class)
                        .one());
    }

    @Test
    void withoutABudgetNothingIsWrittenButWhatItCost() {
        try (var home = AgentsHome.open(folder, dear(Turn.text("done")))) {
            var run = home.ended(home.start("think"));

            assertThat(home.events(run.id())).noneMatch(BudgetEvent.class::isInstance);
            assertThat(home.events(run, RunEvent.ModelAnswered.class).getFirst().costNanos())
                    .isEqualTo(ONE_ANSWER);
            var shown = TempAule.json(home.get("/v1/runs/" + run.id()));
            assertThat(shown.path("cost").asString()).isEqualTo("0.001000");
            assertThat(shown.path("unpriced_calls").asInt()).isZero();
            var usage = TempAule.json(home.get("/v1/usage?group_by=model"));
            assertThat(usage.path("usage").get(0).path("cost").asString()).isEqualTo("0.001000");
            assertThat(usage.path("total").path("calls").asInt()).isEqualTo(1);
        }
    }

    @Test
    void whatNobodyKnowsThePriceOfIsNotFree() {
        var model = ScriptedModel.saying(Turn.text("done").costing(USAGE)).as(ScriptedModel.spec("odd", null));
        try (var home = AgentsHome.open(folder, model)) {
            var run = home.ended(home.start("think"));

            var shown = TempAule.json(home.get("/v1/runs/" + run.id()));
            assertThat(shown.has("cost")).isFalse();
            assertThat(shown.path("unpriced_calls").asInt()).isEqualTo(1);
            var total = TempAule.json(home.get("/v1/usage")).path("total");
            assertThat(total.has("cost")).isFalse();
            assertThat(total.path("unpriced_calls").asInt()).isEqualTo(1);
        }
    }

    @Test
    void atTheLimitARunWaitsAndSaysWhyUntilTheBudgetIsRaised() {
        var model = dear(Turn.text("done"));
        try (var home = AgentsHome.open(folder, model)) {
            var id = cap(home, "{\"scope\": \"org\", \"period\": \"run\", \"max_cost\": \"0.001\"}");
            var run = home.waiting(home.start("think"));

            assertThat(run.waitsFor("budget")).isTrue();
            assertThat(model.requests()).isEmpty();
            assertThat(home.events(run, BudgetEvent.Exceeded.class))
                    .singleElement()
                    .satisfies(it -> {
                        assertThat(it.budget()).isEqualTo(id);
                        assertThat(it.resource()).isEqualTo("cost");
                        assertThat(it.text())
                                .contains("$0.001000 of $0.001000 left", "scripted/dear", "Raise", "cheaper", "stop");
                    });
            var waiting = TempAule.json(home.get("/v1/runs/" + run.id())).path("waiting");
            assertThat(waiting.path("detail").asString()).contains("$0.001000 of $0.001000 left");

            var enough = home.events(run, BudgetEvent.Exceeded.class).getFirst().enoughCostNanos();
            assertThat(enough).as("what the question needs").isGreaterThan(1_000_000L);
            var raised = home.send(
                    "PUT",
                    "/v1/budgets/" + id,
                    "{\"scope\": \"org\", \"period\": \"run\", \"max_cost\": \"%s\"}"
                            .formatted(BigDecimal.valueOf(Objects.requireNonNull(enough), 9)
                                    .toPlainString()));

            assertThat(raised.statusCode()).isEqualTo(200);
            assertThat(home.ended(run).status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(held(home)).isZero();
            isTheSame(home, home.run(run));
        }
    }

    @Test
    void aCheaperModelGoesOnWithTheRun() {
        var cheap = ScriptedModel.saying(Turn.text("done")).as(ScriptedModel.spec("cheap", Price.FREE));
        try (var home = AgentsHome.open(folder, dear(Turn.text("no")), cheap)) {
            var run = home.waiting(started(home, new RunBudget(0L, null, null, null)));

            var changed = home.send("PATCH", "/v1/runs/" + run.id(), "{\"model\": \"scripted/cheap\"}");

            assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
            var ended = home.ended(run);
            assertThat(ended.status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(ended.work().model()).isEqualTo("scripted/cheap");
            isTheSame(home, ended);
        }
    }

    @Test
    void moreMoneyForTheRunItselfGoesOnWithIt() {
        try (var home = AgentsHome.open(folder, dear(Turn.text("done")))) {
            var answer = home.post("/v1/runs", "{\"goal\": \"think\", \"budget\": {\"max_cost\": \"0.000001\"}}");
            var id = TempAule.json(answer).path("id").asString();
            assertThat(TempAule.json(answer).path("budget").path("max_cost").asString())
                    .isEqualTo("0.000001");
            var run = home.waiting(home.agents().runs().find(OrgId.LOCAL, new aule.kernel.RunId(id)));

            home.send("PATCH", "/v1/runs/" + id, "{\"budget\": {\"max_cost\": \"0.5\", \"max_steps\": 3}}");

            assertThat(home.ended(run).status()).isEqualTo(RunStatus.COMPLETED);
        }
    }

    @Test
    void aModelWithoutAPriceIsNotAskedUnderALimitOfMoney() {
        var model = ScriptedModel.saying(Turn.text("done")).as(ScriptedModel.spec("odd", null));
        try (var home = AgentsHome.open(folder, model)) {
            var id = cap(home, "{\"scope\": \"org\", \"period\": \"day\", \"max_cost\": \"10\"}");
            var run = home.waiting(home.start("think"));

            assertThat(home.events(run, BudgetEvent.Exceeded.class).getFirst().resource())
                    .isEqualTo("price");
            assertThat(run.dueAt()).as("no day brings a price").isEmpty();
            assertThat(home.send("DELETE", "/v1/budgets/" + id, "").statusCode())
                    .isEqualTo(204);
            assertThat(home.ended(run).status()).isEqualTo(RunStatus.COMPLETED);
        }
    }

    @Test
    void childrenSpendTheBudgetOfTheFirst() {
        var asked = new AtomicInteger();
        var model = ScriptedModel.answering(request -> asked.incrementAndGet() == 1
                        ? Turn.call("delegate", "{\"tasks\": [{\"task\": \"think hard\"}]}")
                                .costing(USAGE)
                        : Turn.text("done").costing(USAGE))
                .as(ScriptedModel.spec("dear", DEAR));
        try (var home = AgentsHome.open(folder, model)) {
            var run = started(home, new RunBudget(null, null, 1L, null));
            home.await(
                    run,
                    "has a child that waits",
                    it -> home.agents().lists().children(it.id(), 9).stream()
                            .anyMatch(child -> child.waitsFor("budget")));

            assertThat(model.requests()).hasSize(1);
            assertThat(home.send("PATCH", "/v1/runs/" + run.id(), "{\"budget\": {\"max_steps\": 9}}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(home.ended(run).status()).isEqualTo(RunStatus.COMPLETED);
        }
    }

    @Test
    void aTaskHasABudgetOfItsOwnWithinThatOfItsParent() {
        var asked = new AtomicInteger();
        var model = ScriptedModel.answering(request -> asked.incrementAndGet() == 1
                        ? Turn.call("delegate", """
                                {"tasks": [{"task": "think hard", "max_cost": "0.000001"}]}""").costing(USAGE)
                        : Turn.text("done").costing(USAGE))
                .as(ScriptedModel.spec("dear", DEAR));
        try (var home = AgentsHome.open(folder, model)) {
            var run = home.start("think");
            home.await(
                    run,
                    "has a child",
                    it -> !home.agents().lists().children(it.id(), 9).isEmpty());
            var child = home.waiting(home.agents().lists().children(run.id(), 9).getFirst());

            assertThat(child.waitsFor("budget")).isTrue();
            assertThat(model.requests()).hasSize(1);
            assertThat(TempAule.json(home.get("/v1/runs/" + child.id()))
                            .path("budget")
                            .path("max_cost")
                            .asString())
                    .isEqualTo("0.000001");
            home.send("PATCH", "/v1/runs/" + child.id(), "{\"budget\": {\"max_cost\": \"1\"}}");
            assertThat(home.ended(run).status()).isEqualTo(RunStatus.COMPLETED);
        }
    }

    @Test
    void aTaskThatNamesNoAmountOfMoneyIsRefusedInWords() {
        var model = ScriptedModel.saying(
                Turn.call("spawn", "{\"task\": \"think hard\", \"max_cost\": \"little\"}"), Turn.text("done"));
        try (var home = AgentsHome.open(folder, model)) {
            var run = home.ended(home.start("think"));

            assertThat(home.events(run, RunEvent.ToolAnswered.class))
                    .singleElement()
                    .satisfies(it -> assertThat(it.output()).contains("'little' is no amount of money"));
            assertThat(home.agents().lists().children(run.id(), 9)).isEmpty();
        }
    }

    @Test
    void aWarningIsSaidOnceAtFourFifths() {
        try (var home = AgentsHome.open(folder, dearForever())) {
            cap(home, "{\"scope\": \"org\", \"period\": \"day\", \"max_steps\": 5}");
            var runs = IntStream.range(0, 5)
                    .mapToObj(_ -> home.ended(home.start("think")))
                    .toList();

            var warnings = runs.stream()
                    .flatMap(it -> home.events(it, BudgetEvent.Warned.class).stream())
                    .toList();

            assertThat(warnings)
                    .singleElement()
                    .satisfies(it -> assertThat(it.percent()).isEqualTo(80));
            assertThat(home.waiting(home.start("one more")).dueAt()).isPresent();
            var state = TempAule.json(home.get("/v1/usage/summary"))
                    .path("budgets")
                    .get(0)
                    .path("state");
            assertThat(state.path("status").asString()).isEqualTo("exceeded");
            isTheSame(home, runs.get(3));
        }
    }

    @Test
    void aHundredRunsAtOnceNeverGoPastABudgetAndTheLedgerIsTheJournal() {
        try (var home = AgentsHome.open(folder, dearForever())) {
            cap(home, "{\"scope\": \"org\", \"period\": \"day\", \"max_cost\": \"0.1\"}");
            var runs = IntStream.range(0, 100)
                    .mapToObj(i -> home.start("think " + i))
                    .toList();

            Awaiting.until(
                    "every run has ended or waits for the next day",
                    () -> runs.stream()
                            .map(home::run)
                            .allMatch(it -> it.status().ended() || (it.waitsFor("budget") && exceeded(home, it))));

            assertThat(ledger(home)).isEqualTo(journalled(home)).isLessThanOrEqualTo(100_000_000L);
            assertThat(runs.stream().map(home::run).filter(it -> it.status().ended()))
                    .isNotEmpty();
            assertThat(held(home)).isZero();
        }
    }

    private static boolean exceeded(AgentsHome home, RunState run) {
        return !home.events(run, BudgetEvent.Exceeded.class).isEmpty();
    }

    @Test
    void whatARunMayTakeIsGuessedFromThoseBefore() {
        try (var home = AgentsHome.open(folder, dearForever())) {
            var before = TempAule.json(home.post("/v1/runs/estimate", "{}"));
            assertThat(before.path("runs").asInt(-1)).isZero();
            assertThat(before.has("cost")).isFalse();

            home.ended(home.start("think"));
            home.ended(home.start("think"));

            var guess = TempAule.json(home.post("/v1/runs/estimate", "{\"agent\": \"assistant\"}"));
            assertThat(guess.path("runs").asInt()).isEqualTo(2);
            assertThat(guess.path("model").asString()).isEqualTo("scripted/dear");
            assertThat(guess.path("cost").path("p90").asString()).isEqualTo("0.001000");
            assertThat(guess.path("tokens").path("median").asInt()).isEqualTo(1_000);
            assertThat(home.post("/v1/runs/estimate", "{\"model\": \"no/such\"}")
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void aRunThatIsPausedInTheMiddleOfAQuestionSetsNothingAside() {
        var model = ScriptedModel.saying(
                        Turn.broken(Turn.Fault.STALL, "hm"), Turn.text("done").costing(USAGE))
                .as(ScriptedModel.spec("dear", DEAR));
        try (var home = AgentsHome.open(folder, model)) {
            cap(home, "{\"scope\": \"org\", \"period\": \"day\", \"max_cost\": \"10\"}");
            var run = home.start("think");
            Awaiting.until("the model is asked", () -> !model.requests().isEmpty());
            assertThat(held(home)).isEqualTo(1);

            assertThat(home.post("/v1/runs/%s/pause".formatted(run.id()), "{}").statusCode())
                    .isLessThan(300);
            assertThat(home.run(run).status()).isEqualTo(RunStatus.PAUSED);
            Awaiting.until("nothing is set aside", () -> held(home) == 0);

            assertThat(home.post("/v1/runs/%s/resume".formatted(run.id()), "{}").statusCode())
                    .isLessThan(300);
            assertThat(home.ended(run).status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(held(home)).isZero();
            assertThat(ledger(home)).isEqualTo(journalled(home)).isEqualTo(ONE_ANSWER + lost(home, run));
        }
    }

    /** What the one answer cost that broke off. */
    private static long lost(AgentsHome home, RunState run) {
        var set = home.events(run, BudgetEvent.Reserved.class).getFirst();
        var lost = home.events(run, BudgetEvent.Used.class);
        assertThat(lost).singleElement().satisfies(it -> {
            assertThat(it.estimated()).isTrue();
            assertThat(it.errand().purpose()).isEqualTo(BudgetEvent.CUT_OFF);
            assertThat(it.costNanos()).isPositive().isLessThanOrEqualTo(set.costNanos());
        });
        return Objects.requireNonNull(lost.getFirst().costNanos());
    }

    @Test
    void anAnswerThatBreaksOffIsPaidForAndIsAskedAgain() {
        var model = ScriptedModel.saying(
                        Turn.broken(Turn.Fault.RESET, "half a thought"),
                        Turn.text("done").costing(USAGE))
                .as(ScriptedModel.spec("dear", DEAR));
        try (var home = AgentsHome.open(folder, model)) {
            var run = home.ended(home.start("think"));

            assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
            var lost = home.events(run, BudgetEvent.Used.class).getFirst();
            assertThat(lost.estimated()).isTrue();
            assertThat(run.work().costNanos()).isEqualTo(ONE_ANSWER + Objects.requireNonNull(lost.costNanos()));
            assertThat(ledger(home))
                    .isEqualTo(journalled(home))
                    .isEqualTo(run.work().costNanos());
            var total = TempAule.json(home.get("/v1/usage?group_by=purpose&limit=1"))
                    .path("total");
            assertThat(total.path("estimated_calls").asInt()).isEqualTo(1);
            assertThat(total.path("calls").asInt()).isEqualTo(2);
        }
    }

    @Test
    void whatWasSetAsideBeforeACrashIsFreeAgain() {
        var stuck = ScriptedModel.saying(Turn.broken(Turn.Fault.STALL, "hm")).as(ScriptedModel.spec("dear", DEAR));
        RunState run;
        try (var home = AgentsHome.open(folder, stuck)) {
            cap(home, "{\"scope\": \"org\", \"period\": \"day\", \"max_cost\": \"10\"}");
            run = home.start("think");
            Awaiting.until("the model is asked", () -> !stuck.requests().isEmpty());
            assertThat(held(home)).isEqualTo(1);
        }
        try (var home = AgentsHome.open(folder, dear(Turn.text("done")))) {
            assertThat(home.ended(run).status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(held(home)).isZero();
            assertThat(ledger(home)).isEqualTo(journalled(home)).isEqualTo(ONE_ANSWER + lost(home, run));
        }
    }
}
