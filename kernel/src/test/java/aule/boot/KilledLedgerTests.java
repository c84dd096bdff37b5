package aule.boot;

import static org.assertj.core.api.Assertions.assertThat;

import aule.journal.EventJson;
import aule.kernel.BudgetEvent;
import aule.kernel.Event;
import aule.kernel.RunEvent;
import aule.kernel.TokenUsage;
import aule.store.Database;
import aule.testkit.Awaiting;
import aule.testkit.KernelProcess;
import aule.testkit.OpenAiServer;
import aule.testkit.RunningAule;
import aule.testkit.Turn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A kernel that is killed in the middle of many answers owes and owns to the last billionth what its journal says. */
@Timeout(300)
class KilledLedgerTests {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int RUNS = 30;
    private static final List<String> ROOMS = List.of("journal", "budget");

    @TempDir
    private Path folder;

    private final AtomicInteger answers = new AtomicInteger();

    /** Two steps a run with a question by the way between them, and no answer of the second comes at once. */
    private Turn says(String request) {
        var number = answers.incrementAndGet();
        var usage = new TokenUsage(1_000L + number, 7, 0, 0);
        if (request.contains("Write what is asked for, and nothing else.")) {
            return Turn.text("rain").costing(usage);
        }
        return request.contains("\"role\":\"tool\"")
                ? Turn.text("done").costing(usage).paced(Duration.ofMillis(20))
                : Turn.call("generate_text", "{\"prompt\": \"A word.\"}").costing(usage);
    }

    @Test
    void theLedgerIsTheJournalAfterAKill() {
        var home = folder.resolve("home");
        try (var model = new OpenAiServer(request -> says(request.toString()))) {
            model.offer("gpt-4o-mini");
            var environment = Map.of("OPENAI_API_KEY", "sk-test", "OPENAI_BASE_URL", model.baseUrl());
            List<String> runs;
            try (var kernel = KernelProcess.start(home, environment)) {
                var set = kernel.send("POST", "/v1/budgets", "{'scope': 'org', 'period': 'month', 'max_cost': '1000'}");
                assertThat(set.statusCode()).as(set.body()).isEqualTo(201);
                runs = IntStream.range(0, RUNS).mapToObj(_ -> start(kernel)).toList();
                Awaiting.until("some have answers", PATIENCE, () -> answers.get() >= RUNS / 2);
                kernel.kill();
            }
            try (var kernel = KernelProcess.start(home, environment)) {
                runs.forEach(run -> Awaiting.until(
                        run + " is completed",
                        PATIENCE,
                        () -> status(kernel, run).equals("completed")));
                kernel.stop();
            }
        }
        assertLedgerIsJournal(home);
    }

    private static void assertLedgerIsJournal(Path home) {
        try (var database = Database.open("jdbc:sqlite:" + home.resolve("aule.db"), ROOMS)) {
            var json = new EventJson();
            var journalled = database
                    .read(handle -> handle.createQuery(
                                    "SELECT body FROM journal_event WHERE type IN ('model.answered', 'model.used')")
                            .mapTo(String.class)
                            .list())
                    .stream()
                    .map(json::read)
                    .toList();
            var owed = journalled.stream().mapToLong(KilledLedgerTests::cost).sum();
            assertThat(sum(database, "SELECT SUM(cost_nanos) FROM budget_entry"))
                    .isEqualTo(owed);
            assertThat(sum(database, "SELECT SUM(cost_nanos) FROM budget_day")).isEqualTo(owed);
            assertThat(sum(database, "SELECT count(*) FROM budget_entry")).isEqualTo(journalled.size());
            assertThat(sum(database, "SELECT count(*) FROM budget_hold")).isZero();
            assertThat(journalled.stream().filter(RunEvent.ModelAnswered.class::isInstance))
                    .hasSize(2 * RUNS);
            assertThat(journalled).hasSizeGreaterThanOrEqualTo(3 * RUNS);
        }
    }

    private static long cost(Event event) {
        var nanos = switch (event) {
            case RunEvent.ModelAnswered it -> it.costNanos();
            case BudgetEvent.Used it -> it.costNanos();
            default -> throw new AssertionError("Nobody is paid for " + event);
        };
        return Objects.requireNonNull(nanos, "the catalogue knows the price");
    }

    private static long sum(Database database, String query) {
        return database.read(
                handle -> handle.createQuery(query).mapTo(Long.class).one());
    }

    private static String start(RunningAule aule) {
        var started = aule.send("POST", "/v1/runs", "{'goal': 'think twice'}");
        return RunningAule.json(started).path("id").asString();
    }

    private static String status(RunningAule aule, String run) {
        return RunningAule.json(aule.get("/v1/runs/" + run)).path("status").asString();
    }
}
