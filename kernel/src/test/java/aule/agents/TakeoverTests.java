package aule.agents;

import static org.assertj.core.api.Assertions.assertThat;

import aule.journal.Journal;
import aule.kernel.Event;
import aule.kernel.Lineage;
import aule.kernel.OrgId;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.StreamId;
import aule.testkit.AgentsHome;
import aule.testkit.Awaiting;
import aule.testkit.ScriptedModel;
import aule.testkit.Turn;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a worker whose run another kernel took over while this one slept. */
@Timeout(60)
class TakeoverTests {

    @TempDir
    Path folder;

    @Test
    void stopsWhatTheWorkerDoesAndNothingOfItIsWrittenDown() {
        var model = ScriptedModel.saying(Turn.call("exec", "{\"command\": \"sleep 98.7655; true\"}"));
        RunEvent.Dispatched theirs;
        RunState run;
        try (var home = AgentsHome.open(folder, model)) {
            run = home.start("sleep");
            Awaiting.until("the command runs", () -> sleeping() > 0);

            theirs = takeOver(home.journal(), run);

            Awaiting.until("the process is gone", () -> sleeping() == 0);
        }
        try (var later = AgentsHome.asleep(folder, model)) {
            assertThat(later.events(run.id())).last().isEqualTo(theirs);
            assertThat(later.events(run.id())).noneMatch(TakeoverTests::answers);
        }
    }

    @Test
    void cutsOffTheQuestionToTheModel() {
        var model = ScriptedModel.saying(Turn.broken(Turn.Fault.STALL, "I begin"), Turn.text("done"));
        try (var home = AgentsHome.open(folder, model)) {
            var run = home.start("talk");
            Awaiting.until("the model is asked", () -> model.requests().size() == 1);

            var theirs = takeOver(home.journal(), run);
            home.agents().runs().submit(home.run(run));

            assertThat(home.ended(run).status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(home.events(run, RunEvent.Dispatched.class))
                    .extracting(RunEvent.Dispatched::epoch)
                    .containsExactly(theirs.epoch() - 1, theirs.epoch(), theirs.epoch() + 1);
        }
    }

    @Test
    void whatAnotherKernelWroteDownAndDidNotQueueIsWorkedOn() {
        try (var home = AgentsHome.open(folder, ScriptedModel.saying(Turn.text("first"), Turn.text("done")))) {
            var model = home.ended(home.start("like this"));
            var id = new RunId("run-left");
            var started = new RunEvent.Started(
                    id,
                    "left behind",
                    model.started().owner(),
                    model.started().projectId(),
                    model.started().personaId(),
                    null,
                    null,
                    null,
                    3,
                    model.started().limits(),
                    Lineage.NONE);
            home.journal().append(StreamId.of(id), Journal.Origin.kernel(id.value()), List.of(started));

            home.agents().takeOver();

            Awaiting.until(
                    "it is completed",
                    () -> home.agents().runs().find(OrgId.LOCAL, id).status().ended());
        }
    }

    /** Does to the run's stream what the worker of another kernel does first. */
    private static RunEvent.Dispatched takeOver(Journal journal, RunState run) {
        var stream = StreamId.of(run.id());
        var epoch = journal.lease(stream);
        var begun = new RunEvent.Dispatched(run.id(), epoch, "resumed");
        journal.append(stream, Journal.Origin.kernel(run.id().value()).under(epoch), List.of(begun));
        return begun;
    }

    private static boolean answers(Event event) {
        return event instanceof RunEvent.ToolAnswered;
    }

    private static long sleeping() {
        return ProcessHandle.allProcesses()
                .filter(it -> it.info().commandLine().orElse("").contains("sleep 98.7655"))
                .count();
    }
}
