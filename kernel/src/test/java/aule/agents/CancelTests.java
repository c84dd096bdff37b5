package aule.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.RunEvent;
import aule.testkit.AgentsHome;
import aule.testkit.Awaiting;
import aule.testkit.ScriptedModel;
import aule.testkit.Turn;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CancelTests {

    @TempDir
    Path folder;

    @Test
    void endsARunAndItsProcessesAtOnce() {
        var model = ScriptedModel.saying(Turn.call("exec", "{\"command\": \"sleep 98.7654; true\"}"));
        try (var home = AgentsHome.open(folder, model)) {
            var run = home.start("sleep");
            Awaiting.until("the command runs", () -> sleeping() > 0);

            var before = System.nanoTime();
            var cancelled = home.agents().stops().cancel(AgentsHome.OWNER, run.id(), "enough");
            Awaiting.until("the process is gone", () -> sleeping() == 0);

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
            assertThat(cancelled.ended()).isEqualTo(new RunEvent.Cancelled(run.id(), "enough"));
            assertThat(home.events(run.id()).getLast()).isEqualTo(new RunEvent.Cancelled(run.id(), "enough"));
        }
    }

    private static long sleeping() {
        return ProcessHandle.allProcesses()
                .filter(it -> it.info().commandLine().orElse("").contains("sleep 98.7654"))
                .count();
    }

    @Test
    void closesTheStreamOfAModel() {
        var model = ScriptedModel.saying(Turn.broken(Turn.Fault.STALL, "I begin"));
        try (var home = AgentsHome.open(folder, model)) {
            var run = home.start("talk");
            Awaiting.until("the model is asked", () -> !model.requests().isEmpty());

            home.agents().stops().cancel(AgentsHome.OWNER, run.id(), "enough");

            assertThat(home.run(run).status()).isEqualTo(RunStatus.CANCELLED);
            assertThat(home.events(run, RunEvent.ModelAnswered.class)).isEmpty();
        }
    }

    @Test
    void endsARunThatIsStillQueued() {
        var model = ScriptedModel.saying(Turn.text("never said"));
        try (var home = AgentsHome.asleep(folder, model)) {
            var run = home.start("wait");
            home.agents().stops().cancel(AgentsHome.OWNER, run.id(), "changed my mind");
            home.awake();
            var other = home.start("go");
            home.ended(other);

            assertThat(home.run(run).status()).isEqualTo(RunStatus.CANCELLED);
            assertThat(home.events(run.id())).hasSize(2);
        }
    }

    @Test
    void isRefusedOnceTheRunHasEnded() {
        try (var home = AgentsHome.open(folder, ScriptedModel.saying(Turn.text("done")))) {
            var run = home.ended(home.start("hi"));

            assertThatExceptionOfType(AuleException.class)
                    .isThrownBy(() -> home.agents().stops().cancel(AgentsHome.OWNER, run.id(), "late"))
                    .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.ILLEGAL_TRANSITION));
        }
    }
}
