package aule.agents;

import static org.assertj.core.api.Assertions.assertThat;

import aule.journal.Journal.Origin;
import aule.kernel.BudgetEvent;
import aule.kernel.OrgId;
import aule.kernel.RunEvent;
import aule.kernel.StreamId;
import aule.policy.Confirmation;
import aule.policy.Confirmations;
import aule.testkit.AgentsHome;
import aule.testkit.Awaiting;
import aule.testkit.ScriptedModel;
import aule.testkit.Turn;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PauseTests {

    private static final Turn STALLS = Turn.broken(Turn.Fault.STALL, "I think");
    private static final String UNTIL_TOLD = "{\"command\": \"until [ -e go ]; do sleep 0.02; done; echo ended\"}";

    @TempDir
    Path folder;

    private static RunState pause(AgentsHome home, RunState run) {
        return home.agents().signals().pause(AgentsHome.OWNER, run.id(), "lunch");
    }

    private static void resume(AgentsHome home, RunState run) {
        home.agents().signals().resume(AgentsHome.OWNER, run.id());
    }

    private static void thinking(ScriptedModel model, int requests) {
        Awaiting.until("the model is asked", () -> model.requests().size() == requests);
    }

    @Test
    void aQuestionUnderWayIsCutOffAndAskedAgainAfterwards() {
        var model = ScriptedModel.saying(Turn.call("think", "{\"thought\": \"hm\"}"), STALLS, Turn.text("done"));
        try (var home = AgentsHome.open(folder, model)) {
            var run = home.start("think");
            thinking(model, 2);

            assertThat(pause(home, run).status()).isEqualTo(RunStatus.PAUSED);
            home.idle(run);
            assertThat(home.run(run).status()).isEqualTo(RunStatus.PAUSED);
            assertThat(home.events(run, RunEvent.class).getLast())
                    .isEqualTo(new RunEvent.Paused(run.id(), "lunch", null));
            assertThat(home.events(run, BudgetEvent.Used.class))
                    .singleElement()
                    .satisfies(lost -> assertThat(lost.errand().purpose()).isEqualTo("cut_off"));

            resume(home, run);
            assertThat(home.ended(run).ended()).isEqualTo(new RunEvent.Completed(run.id(), "done"));
            assertThat(model.requests()).hasSize(3);
            assertThat(model.requests().get(2)).isEqualTo(model.requests().get(1));
            assertThat(home.run(run).work().step()).isEqualTo(2);
        }
    }

    @Test
    void aToolAtWorkEndsAndNothingFollowsItUntilTheRunGoesOn() {
        var model = ScriptedModel.saying(
                Turn.calls(
                        new Turn.Call("exec", UNTIL_TOLD),
                        new Turn.Call("write_file", "{\"path\": \"b.txt\", \"content\": \"second\"}")),
                Turn.text("done"));
        try (var home = AgentsHome.open(folder, model)) {
            var run = home.start("work");
            Awaiting.until(
                    "the command runs",
                    () -> !home.events(run, RunEvent.ToolCalled.class).isEmpty());
            pause(home, run);
            home.write("go", "");
            home.idle(run);

            var answers = home.events(run, RunEvent.ToolAnswered.class);
            assertThat(answers)
                    .singleElement()
                    .satisfies(it -> assertThat(it.output()).contains("ended"));
            assertThat(home.run(run).status()).isEqualTo(RunStatus.PAUSED);
            assertThat(model.requests()).hasSize(1);
            assertThat(home.project().resolve("b.txt")).doesNotExist();

            resume(home, run);
            assertThat(home.ended(run).status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(home.project().resolve("b.txt")).hasContent("second");
            assertThat(home.events(run, RunEvent.ToolAnswered.class)).hasSize(2);
        }
    }

    @Test
    void aQueuedRunStaysWhereItIs() {
        var model = ScriptedModel.saying(Turn.text("done"), Turn.text("done"));
        try (var home = AgentsHome.asleep(folder, model)) {
            var run = home.start("wait");
            pause(home, run);
            home.awake();
            home.ended(home.start("another"));

            assertThat(home.run(run).status()).isEqualTo(RunStatus.PAUSED);
            resume(home, run);
            assertThat(home.ended(run).status()).isEqualTo(RunStatus.COMPLETED);
        }
    }

    @Test
    void anAnswerToAPausedRunIsTakenUpAfterThePause() {
        var model = ScriptedModel.saying(
                Turn.call("ask_user", "{\"question\": \"Which colour?\"}"), Turn.text("Painted it."));
        try (var home = AgentsHome.open(folder, model)) {
            var run = home.waiting(home.start("paint"));
            pause(home, run);
            answer(home, run);
            home.idle(run);
            assertThat(home.run(run).status()).isEqualTo(RunStatus.PAUSED);

            resume(home, run);
            assertThat(home.ended(run).ended()).isEqualTo(new RunEvent.Completed(run.id(), "Painted it."));
        }
    }

    @Test
    void aRunThatWaitedWaitsAgainAfterThePause() {
        var model = ScriptedModel.saying(
                Turn.call("ask_user", "{\"question\": \"Which colour?\"}"), Turn.text("Painted it."));
        try (var home = AgentsHome.open(folder, model)) {
            var run = home.waiting(home.start("paint"));
            pause(home, run);
            resume(home, run);

            assertThat(home.waiting(run).waitsFor("input")).isTrue();
            answer(home, run);
            assertThat(home.ended(run).status()).isEqualTo(RunStatus.COMPLETED);
        }
    }

    private static void answer(AgentsHome home, RunState run) {
        var confirmations = home.policy().confirmations();
        var asked = confirmations
                .page(OrgId.LOCAL, Optional.of(Confirmation.Status.PENDING), "", 10)
                .getFirst();
        assertThat(asked.run()).isEqualTo(run.id());
        confirmations.resolve(
                AgentsHome.OWNER,
                asked.id(),
                new Confirmations.Resolution(Confirmations.Decision.ANSWER, null, "blue", Confirmations.Memory.ONCE));
    }

    @Test
    void aPauseThatAnotherKernelWroteDownIsFollowed() {
        var model = ScriptedModel.saying(STALLS, Turn.text("done"));
        try (var home = AgentsHome.open(folder, model)) {
            var run = home.start("think");
            thinking(model, 1);
            home.journal()
                    .append(
                            StreamId.of(run.id()),
                            Origin.kernel(run.id().value()),
                            List.of(new RunEvent.Paused(run.id(), "from afar", null)));
            home.idle(run);

            assertThat(home.run(run).status()).isEqualTo(RunStatus.PAUSED);
            resume(home, run);
            assertThat(home.ended(run).status()).isEqualTo(RunStatus.COMPLETED);
        }
    }

    @Test
    void aCancellationThatAnotherKernelWroteDownIsFollowed() {
        var model = ScriptedModel.saying(STALLS);
        try (var home = AgentsHome.open(folder, model)) {
            var run = home.start("think");
            thinking(model, 1);
            home.journal()
                    .append(
                            StreamId.of(run.id()),
                            Origin.kernel(run.id().value()),
                            List.of(new RunEvent.Cancelled(run.id(), "from afar")));
            home.idle(run);

            assertThat(home.run(run).ended()).isEqualTo(new RunEvent.Cancelled(run.id(), "from afar"));
        }
    }

    @Test
    void lastsOverARestart() {
        var first = ScriptedModel.saying(STALLS);
        RunState run;
        try (var home = AgentsHome.open(folder, first)) {
            run = home.start("think");
            thinking(first, 1);
            pause(home, run);
        }
        try (var home = AgentsHome.open(folder, ScriptedModel.saying(Turn.text("other"), Turn.text("done")))) {
            home.ended(home.start("another"));
            assertThat(home.run(run).status()).isEqualTo(RunStatus.PAUSED);

            resume(home, run);
            assertThat(home.ended(run).ended()).isEqualTo(new RunEvent.Completed(run.id(), "done"));
        }
    }

    @Test
    void doesNotCountAsWork() {
        var model = ScriptedModel.saying(STALLS, Turn.text("done"));
        try (var home = AgentsHome.open(folder, model)) {
            var run = home.start("think");
            thinking(model, 1);
            var paused = pause(home, run);
            home.idle(run);

            assertThat(paused.workedMs(paused.times().lastAt().plusSeconds(3_600)))
                    .isEqualTo(paused.times().workedMs());
        }
    }
}
