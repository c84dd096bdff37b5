package aule.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import aule.journal.Journal;
import aule.kernel.Account;
import aule.kernel.AuleException;
import aule.kernel.BudgetEvent;
import aule.kernel.BudgetId;
import aule.kernel.Envelope;
import aule.kernel.Errand;
import aule.kernel.ErrorCode;
import aule.kernel.Event;
import aule.kernel.Lineage;
import aule.kernel.OrgId;
import aule.kernel.PersonaId;
import aule.kernel.ProjectId;
import aule.kernel.RunBudget;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.RunLimits;
import aule.kernel.StreamId;
import aule.kernel.TokenUsage;
import aule.kernel.UserId;
import aule.store.Database;
import aule.testkit.CountingIds;
import aule.testkit.TempDatabase;
import aule.testkit.WithJournal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class CashierTests extends WithJournal {

    private static final UserId ANA = new UserId("user-ana");
    private static final String MODEL = "cloud/small";
    private static final Account OUTSIDE = new Account(OrgId.LOCAL, ANA, null, null, null);

    @TempDir
    private Path folder;

    private BudgetRoom room;

    @Override
    protected Database open() {
        return TempDatabase.open(folder, "journal", "budget");
    }

    @BeforeEach
    void opensTheRoom() {
        room = BudgetRoom.open(journal(), database(), clock, new CountingIds());
    }

    @Test
    void whatNoRunAsksIsInTheLedgerByPersonAndPurpose() throws InterruptedException {
        pay(OUTSIDE, "embedding", 9, 7L);
        pay(OUTSIDE, "title", 9, 2L);

        assertThat(events(BudgetEvent.ERRANDS)).extracting(Envelope::type).containsExactly("model.used", "model.used");
        assertThat(usage(UsageQuery.Group.PURPOSE)).extracting(UsageRow::key).containsExactly("embedding", "title");
        assertThat(usage(UsageQuery.Group.OWNER)).singleElement().satisfies(it -> {
            assertThat(it.key()).isEqualTo(ANA.value());
            assertThat(it.costNanos()).isEqualTo(9);
        });
    }

    @Test
    void whatARunAsksIsPaidByItAndAllAboveIt() throws InterruptedException {
        start("run-a", null, new RunBudget(100L, null, null, null));
        start("run-b", "run-a", null);

        pay(of("run-b"), "image", 60, 60L);

        assertThat(usage(UsageQuery.Group.RUN)).extracting(UsageRow::key).containsExactly("run-a");
        assertThat(usage(UsageQuery.Group.AGENT)).extracting(UsageRow::key).containsExactly("pers-coder");
        assertThatExceptionOfType(AuleException.class)
                .isThrownBy(() -> pay(of("run-a"), "image", 41, 41L))
                .returns(ErrorCode.BUDGET_EXCEEDED, AuleException::code);
        pay(of("run-a"), "image", 40, 40L);
    }

    @Test
    void aRunIsRememberedByTheModelThatItThinksWith() throws InterruptedException {
        start("run-a", null, null);
        append("run-a", answer("run-a", "cloud/large"));
        pay(of("run-a"), "image", 1, 1L);
        append("run-a", new RunEvent.Completed(new RunId("run-a"), "done"));

        var guess = room.estimates().of(OrgId.LOCAL, new PersonaId("pers-coder"), "cloud/large");

        assertThat(guess.runs()).isEqualTo(1);
        assertThat(guess.cost()).isEqualTo(new Estimate.Spread(6, 6));
    }

    @Test
    void nothingIsAskedThatMightGoPastABudget() {
        cap("org", "day", new RunBudget(10L, null, null, null));
        var asked = new AtomicInteger();

        assertThatExceptionOfType(AuleException.class)
                .isThrownBy(() -> room.cashier().pay(OUTSIDE, "bench", most(11, 11L), _ -> {
                    asked.incrementAndGet();
                    return bill(1, 1L);
                }))
                .returns(ErrorCode.BUDGET_EXCEEDED, AuleException::code)
                .withMessageContaining("Raise the budget or ask a cheaper model");
        assertThat(asked).hasValue(0);
        assertThat(events(BudgetEvent.ERRANDS)).extracting(Envelope::type).containsExactly("resource.exceeded");
    }

    @Test
    void whatFailsCostsNothingAndHoldsNothing() throws InterruptedException {
        cap("person", "day", new RunBudget(10L, null, null, null));
        assertThatExceptionOfType(AuleException.class)
                .isThrownBy(() -> room.cashier().pay(OUTSIDE, "bench", most(10, 10L), _ -> {
                    throw new AuleException(ErrorCode.UNAVAILABLE, "Nobody is there.");
                }))
                .returns(ErrorCode.UNAVAILABLE, AuleException::code);

        assertThat(pay(OUTSIDE, "bench", 10, 10L)).isEqualTo("fine");
        assertThat(events(BudgetEvent.ERRANDS))
                .extracting(Envelope::type)
                .containsExactly(
                        "budget.reserved", "budget.released", "budget.reserved", "model.used", "budget.warned");
        assertThat(held()).isZero();
    }

    @Test
    void whatBreaksOffIsEnteredAsFarAsItIsKnown() throws InterruptedException {
        cap("person", "day", new RunBudget(10L, null, null, null));
        assertThatExceptionOfType(AuleException.class)
                .isThrownBy(() -> room.cashier().pay(OUTSIDE, "bench", most(10, 10L), lost -> {
                    lost.accept(new Cashier.Spent(new TokenUsage(3, 1, 0, 0), 4L, 2, true));
                    throw new AuleException(ErrorCode.PROVIDER_ERROR, "It broke off.");
                }))
                .returns(ErrorCode.PROVIDER_ERROR, AuleException::code);

        assertThat(usage(UsageQuery.Group.PURPOSE))
                .singleElement()
                .returns(1L, UsageRow::estimated)
                .returns(4L, UsageRow::costNanos);
        assertThat(held()).isZero();
        assertThatExceptionOfType(AuleException.class)
                .isThrownBy(() -> pay(OUTSIDE, "bench", 7, 7L))
                .returns(ErrorCode.BUDGET_EXCEEDED, AuleException::code);
    }

    @Test
    void whoeverStopsAQuestionPaysForWhatItUsed() throws Exception {
        var asked = new CountDownLatch(1);
        Cashier.Question<String> endless = lost -> {
            asked.countDown();
            try {
                new CountDownLatch(1).await();
                return bill(1, 1L);
            } finally {
                lost.accept(new Cashier.Spent(new TokenUsage(3, 1, 0, 0), 4L, 2, true));
            }
        };
        Callable<Cashier.Bill<String>> asking = () -> room.cashier().pay(OUTSIDE, "bench", most(10, 10L), endless);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asker = threads.submit(asking);
            asked.await();
            asker.cancel(true);
        }

        assertThat(usage(UsageQuery.Group.PURPOSE)).singleElement().returns(4L, UsageRow::costNanos);
    }

    @Test
    void whatIsUsedIsWarnedOfOnce() throws InterruptedException {
        cap("org", "month", new RunBudget(null, 10L, null, null));
        pay(OUTSIDE, "bench", 8, null);
        pay(OUTSIDE, "bench", 1, null);

        assertThat(events(BudgetEvent.ERRANDS).stream()
                        .map(Envelope::body)
                        .filter(BudgetEvent.Warned.class::isInstance))
                .singleElement()
                .returns(null, it -> ((BudgetEvent.Warned) it).runId());
    }

    @Test
    void manyOfOneRunAtOnceNeverGoPastItsBudget() throws Exception {
        start("run-a", null, new RunBudget(1_000L, null, null, null));

        assertThat(succeededAtOnce(of("run-a"))).isEqualTo(27);
    }

    @Test
    void manyOutsideOfRunsAtOnceNeverGoPastABudget() throws Exception {
        cap("person", "day", new RunBudget(1_000L, null, null, null));

        assertThat(succeededAtOnce(OUTSIDE)).isEqualTo(27);
    }

    /** All of them ask before any of them has its answer. */
    private long succeededAtOnce(Account account) throws Exception {
        var answered = 0L;
        var decided = new CountDownLatch(100);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Boolean> attempt = () -> {
                try {
                    room.cashier().pay(account, "bench", most(37, 37L), _ -> {
                        decided.countDown();
                        decided.await();
                        return bill(37, 37L);
                    });
                    return true;
                } catch (AuleException full) {
                    assertThat(full.code()).isEqualTo(ErrorCode.BUDGET_EXCEEDED);
                    decided.countDown();
                    return false;
                }
            };
            for (var attempted : threads.invokeAll(Collections.nCopies(100, attempt))) {
                answered += attempted.get() ? 1 : 0;
            }
        }
        assertThat(usage(UsageQuery.Group.ORG)).singleElement().returns(37L * answered, UsageRow::costNanos);
        assertThat(held()).isZero();
        return answered;
    }

    @Test
    void whatAKernelLeftBehindThatDiedIsFreeAfterAWhile() throws InterruptedException {
        cap("org", "day", new RunBudget(10L, null, null, null));
        var lost = new Errand("errand-lost", "bench", ANA, null, clock.instant().plusSeconds(60));
        journal()
                .append(
                        BudgetEvent.ERRANDS,
                        Journal.Origin.kernel("errand-lost"),
                        List.of(new BudgetEvent.Reserved(null, MODEL, 10, 10L, lost)));
        assertThatExceptionOfType(AuleException.class)
                .isThrownBy(() -> pay(OUTSIDE, "bench", 1, 1L))
                .withMessageContaining("What others have set aside");

        clock.advance(Duration.ofSeconds(61));

        pay(OUTSIDE, "bench", 10, 10L);
        assertThat(held()).isZero();
    }

    @Test
    void whoTakesARunUpFreesWhatItsErrandsHadSetAside() throws InterruptedException {
        start("run-a", null, new RunBudget(10L, null, null, null));
        var lost = new Errand("errand-lost", "image", ANA, null, clock.instant().plusSeconds(60));
        append("run-a", new BudgetEvent.Reserved(new RunId("run-a"), MODEL, 10, 10L, lost));

        append("run-a", new RunEvent.Dispatched(new RunId("run-a"), 2, "resumed"));

        pay(of("run-a"), "image", 10, 10L);
    }

    @Test
    void aBudgetForEachAgentBindsNobodyWithoutOne() throws InterruptedException {
        cap("agent", "call", new RunBudget(0L, null, null, null));

        pay(OUTSIDE, "embedding", 5, 5L);

        assertThatExceptionOfType(AuleException.class)
                .isThrownBy(() ->
                        pay(new Account(OrgId.LOCAL, ANA, null, new PersonaId("pers-coder"), null), "title", 5, 5L))
                .returns(ErrorCode.BUDGET_EXCEEDED, AuleException::code);
    }

    private String pay(Account account, String purpose, long tokens, @Nullable Long costNanos)
            throws InterruptedException {
        return room.cashier()
                .pay(account, purpose, most(tokens, costNanos), _ -> bill(tokens, costNanos))
                .answer();
    }

    private static Cashier.Most most(long tokens, @Nullable Long costNanos) {
        return new Cashier.Most(MODEL, tokens, costNanos);
    }

    private static Cashier.Bill<String> bill(long tokens, @Nullable Long costNanos) {
        return new Cashier.Bill<>("fine", new TokenUsage(tokens, 0, 0, 0), costNanos, 3);
    }

    private static Account of(String run) {
        return new Account(OrgId.LOCAL, ANA, new ProjectId("proj-default"), null, new RunId(run));
    }

    private void cap(String scope, String period, RunBudget limits) {
        var set = new BudgetEvent.Set(new BudgetId("budget-1"), scope, null, period, limits);
        journal().append(BudgetEvent.STREAM, Journal.Origin.kernel("budgets"), List.of(set));
    }

    private void start(String run, @Nullable String parent, @Nullable RunBudget budget) {
        append(
                run,
                new RunEvent.Started(
                        new RunId(run),
                        "goal",
                        ANA,
                        new ProjectId("proj-default"),
                        new PersonaId("pers-coder"),
                        null,
                        parent == null ? null : new RunId(parent),
                        null,
                        3,
                        RunLimits.DEFAULT.withBudget(budget),
                        Lineage.NONE));
    }

    private static RunEvent answer(String run, String model) {
        var usage = new TokenUsage(5, 0, 0, 0);
        return new RunEvent.ModelAnswered(
                new RunId(run), 1, model, "", "hm", List.of(), usage, 5, 1, 1, "", null, null, 5L, false, null, null);
    }

    private void append(String run, Event event) {
        journal().append(StreamId.of(new RunId(run)), Journal.Origin.kernel(run), List.of(event));
    }

    private List<Envelope> events(StreamId stream) {
        return journal().read(stream, 0, 100);
    }

    private long held() {
        return database()
                .read(handle -> handle.createQuery("SELECT count(*) FROM budget_hold")
                        .mapTo(Long.class)
                        .one());
    }

    private List<UsageRow> usage(UsageQuery.Group group) {
        var all = new UsageQuery(group, Instant.EPOCH, Instant.ofEpochMilli(Long.MAX_VALUE), Map.of());
        return new SqlUsage(database()).groups(OrgId.LOCAL, all, 0, 50);
    }
}
