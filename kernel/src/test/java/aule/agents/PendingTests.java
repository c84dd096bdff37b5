package aule.agents;

import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.RunEvent;
import aule.testkit.AgentsHome;
import aule.testkit.Awaiting;
import aule.testkit.ScriptedModel;
import aule.testkit.ScriptedTool;
import aule.testkit.Turn;
import aule.tools.Tool;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A call that has begun and not ended keeps its run waiting, and no thread. */
@Timeout(60)
class PendingTests {

    private static final Tool.Result.Pending CHILD = new Tool.Result.Pending("child", null);

    @TempDir
    Path folder;

    private final AtomicBoolean over = new AtomicBoolean();

    private Tool.Result untilOver(Tool.Call call) {
        return over.get() ? Tool.Result.success("The child is done.") : CHILD;
    }

    private static ScriptedModel patient() {
        return ScriptedModel.saying(Turn.call("ward", "{}"), Turn.text("All done."));
    }

    private static RunState waiting(AgentsHome home, RunState run) {
        return home.await(run, "waits", it -> it.status() == RunStatus.WAITING);
    }

    @Test
    void theSameCallIsExecutedAgainUntilItEnds() {
        var ward = ScriptedTool.idempotent("ward", this::untilOver);
        try (var home = AgentsHome.equipped(folder, List.of(ward), patient())) {
            var run = waiting(home, home.start("wait for the child"));
            assertThat(run.waiting()).isEqualTo(new RunEvent.Waiting(run.id(), "child", null));

            home.agents().runs().submit(run);
            Awaiting.until(
                    "it waits again",
                    () -> home.events(run, RunEvent.Waiting.class).size() == 2);
            over.set(true);
            home.agents().runs().submit(run);

            assertThat(home.ended(run).ended()).isEqualTo(new RunEvent.Completed(run.id(), "All done."));
            assertThat(ward.calls()).hasSize(3);
            assertThat(ward.calls()).extracting(Tool.Call::idempotencyKey).containsOnly(run.id() + "/call-scripted-1");
            assertThat(home.events(run, RunEvent.ToolCalled.class)).hasSize(1);
            assertThat(home.events(run, RunEvent.ToolAnswered.class))
                    .singleElement()
                    .satisfies(it -> assertThat(it.output()).isEqualTo("The child is done."));
        }
    }

    @Test
    void aCallThatOnlyReadsMayWaitToo() {
        var ward = ScriptedTool.of("ward", Tool.Effect.READ, true, this::untilOver);
        try (var home = AgentsHome.equipped(folder, List.of(ward), patient())) {
            var run = waiting(home, home.start("wait for the child"));
            over.set(true);
            home.agents().runs().submit(run);

            assertThat(home.ended(run).status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(home.events(run, RunEvent.ToolCalled.class)).hasSize(1);
        }
    }

    @Test
    void aTimeThatComesTakesTheRunUpAgain() {
        var due = new AtomicReference<@Nullable Instant>();
        var ward = ScriptedTool.idempotent("ward", _ -> {
            due.compareAndSet(null, Instant.now().plusMillis(50).truncatedTo(ChronoUnit.MILLIS));
            return over.getAndSet(true)
                    ? Tool.Result.success("It is time.")
                    : new Tool.Result.Pending("timer", due.get());
        });
        try (var home = AgentsHome.equipped(folder, List.of(ward), patient())) {
            var run = home.ended(home.start("wait a moment"));

            assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(home.events(run, RunEvent.Waiting.class))
                    .containsExactly(new RunEvent.Waiting(run.id(), "timer", null, due.get(), null));
            assertThat(ward.calls()).hasSize(2);
            assertThat(home.events(run.id()).stream().filter(RunEvent.Dispatched.class::isInstance))
                    .hasSize(2);
        }
    }

    @Test
    void aRunThatIsWokenBeforeItsTimeStaysAsItIs() {
        var due = Instant.now().plus(30, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MILLIS);
        var ward = ScriptedTool.idempotent("ward", _ -> new Tool.Result.Pending("timer", due));
        try (var home = AgentsHome.equipped(folder, List.of(ward), patient())) {
            var run = waiting(home, home.start("wait for a month"));
            var before = home.events(run.id());

            home.agents().runs().submit(run);
            home.ended(home.start("something else meanwhile"));

            assertThat(home.events(run.id())).isEqualTo(before);
            assertThat(ward.calls()).hasSize(1);
        }
    }

    @Test
    void aWaitSurvivesTheKernel() {
        var ward = ScriptedTool.idempotent("ward", this::untilOver);
        RunState run;
        try (var home = AgentsHome.equipped(folder, List.of(ward), ScriptedModel.saying(Turn.call("ward", "{}")))) {
            run = waiting(home, home.start("wait for the child"));
        }
        over.set(true);
        try (var home = AgentsHome.equipped(folder, List.of(ward), ScriptedModel.saying(Turn.text("All done.")))) {
            assertThat(home.ended(run).ended()).isEqualTo(new RunEvent.Completed(run.id(), "All done."));
            assertThat(home.events(run, RunEvent.ToolCalled.class)).hasSize(1);
        }
    }

    @Test
    void onlyAnIdempotentToolMayWait() {
        var careless = ScriptedTool.of("ward", Tool.Effect.WRITE, false, _ -> CHILD);
        try (var home = AgentsHome.equipped(folder, List.of(careless), patient())) {
            var run = home.ended(home.start("wait for the child"));

            assertThat(home.events(run, RunEvent.ToolAnswered.class))
                    .singleElement()
                    .satisfies(it -> assertThat(it.error()).isEqualTo("internal"));
        }
    }
}
