package aule.agents;

import static aule.agents.past.Replaying.isTheSame;
import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.BudgetEvent;
import aule.kernel.RunBudget;
import aule.kernel.RunEvent;
import aule.kernel.RunLimits;
import aule.testkit.AgentsHome;
import aule.testkit.ScriptedModel;
import aule.testkit.Turn;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A summary of older steps is a question like any other. */
@Timeout(200)
class CompactionBudgetTests extends WithLongRuns {

    private static final int STEPS = 40;

    private static ScriptedModel worker() {
        return worker(step -> step <= STEPS ? note(step) : Turn.text("Done."));
    }

    /** How many answers there are before the first summary. */
    private static long answersBeforeASummary(Path unbound) {
        try (var home = AgentsHome.open(unbound, worker(), writer())) {
            var run = ended(home, start(home, Goal.of("note forty steps"), 100));
            return home.events(run.id()).stream()
                    .takeWhile(it -> !(it instanceof RunEvent.Compacted))
                    .filter(RunEvent.ModelAnswered.class::isInstance)
                    .count();
        }
    }

    @Test
    void aSummaryThatNoBudgetHasRoomForIsWaitedForLikeAStep(@TempDir Path unbound) {
        var most = answersBeforeASummary(unbound);
        var writer = writer();
        try (var home = AgentsHome.open(folder, worker(), writer)) {
            var limits = new RunLimits(100, 3_600_000).withBudget(new RunBudget(null, null, most, null));
            var run = home.agents()
                    .runs()
                    .start(AgentsHome.OWNER, Goal.of("note forty steps").within(limits));
            var waiting = home.await(run, "waits for its budget", it -> it.waitsFor("budget"));

            assertThat(writer.requests()).isEmpty();
            assertThat(compactions(home, waiting)).isEmpty();
            assertThat(home.events(waiting, BudgetEvent.Exceeded.class))
                    .singleElement()
                    .satisfies(it -> assertThat(it.text()).contains("scripted/writer"));

            home.send("PATCH", "/v1/runs/" + run.id(), "{\"budget\": {\"max_steps\": 500}}");

            var ended = ended(home, run);
            assertThat(ended.status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(compactions(home, ended).getFirst().failure()).isEmpty();
            assertThat(writer.requests()).isNotEmpty();
            isTheSame(home, ended);
        }
    }
}
