package aule.agents;

import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.AuleException;
import aule.kernel.Envelope;
import aule.kernel.ErrorCode;
import aule.kernel.RunEvent;
import aule.testkit.AgentsHome;
import aule.testkit.ScriptedModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ParallelSignalsTests {

    @TempDir
    Path folder;

    /** Does everything at the same moment and returns how many were refused. */
    private static int atOnce(List<Runnable> signals) throws Exception {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var going = signals.stream()
                    .map(signal -> threads.submit((Callable<Boolean>) () -> {
                        start.await();
                        return refused(signal);
                    }))
                    .toList();
            start.countDown();
            var refused = 0;
            for (var signal : going) {
                refused += signal.get() ? 1 : 0;
            }
            return refused;
        }
    }

    private static boolean refused(Runnable signal) {
        try {
            signal.run();
            return false;
        } catch (AuleException refusal) {
            assertThat(refusal.code()).isEqualTo(ErrorCode.ILLEGAL_TRANSITION);
            return true;
        }
    }

    private static void isOneStory(AgentsHome home, RunState run) {
        var history = home.agents().runs().history(run);
        assertThat(history)
                .extracting(Envelope::position)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, history.size()).boxed().toList());
        var told = RunState.of(history);
        assertThat(home.run(run).status()).isEqualTo(told.status());
        assertThat(home.run(run).terms()).isEqualTo(told.terms());
        assertThat(home.run(run).work()).isEqualTo(told.work());
    }

    @Test
    void loseNoUpdate() throws Exception {
        try (var home = AgentsHome.asleep(folder, ScriptedModel.saying())) {
            var run = home.start("wait");
            var doors = home.agents().signals();
            var signals = new ArrayList<Runnable>();
            IntStream.rangeClosed(1, 24).forEach(number -> {
                signals.add(() -> doors.adjust(
                        AgentsHome.OWNER, run.id(), new RunChange(null, 1_000 + number, null, null, null)));
                signals.add(() -> doors.adjust(
                        AgentsHome.OWNER, run.id(), new RunChange(null, null, 2_000L + number, null, null)));
                signals.add(() -> doors.adjust(
                        AgentsHome.OWNER, run.id(), new RunChange(null, null, null, 3_000L + number, null)));
                signals.add(() -> doors.tell(run.org(), "user-owner", run.id(), "message " + number));
            });
            signals.add(() -> doors.adjust(AgentsHome.OWNER, run.id(), new RunChange(1, null, null, null, null)));
            signals.add(() -> doors.adjust(AgentsHome.OWNER, run.id(), new RunChange(null, null, null, null, 7L)));
            signals.add(() -> doors.pause(AgentsHome.OWNER, run.id(), "lunch"));
            signals.add(() -> doors.tell(run.org(), "user-owner", run.id(), "the last"));

            assertThat(atOnce(signals)).isZero();

            isOneStory(home, run);
            assertThat(home.events(run.id())).hasSize(1 + 100);
            var terms = home.run(run).terms();
            assertThat(terms.priority()).isEqualTo(1);
            assertThat(terms.limits().maxOutputBytes()).isEqualTo(7);
            assertThat(terms.limits().maxSteps()).isGreaterThan(1_000);
            assertThat(terms.limits().maxWallMs()).isBetween(2_001L, 2_024L);
            assertThat(terms.limits().maxTokens()).isBetween(3_001L, 3_024L);
            assertThat(home.run(run).work().unread()).isEqualTo(25);
            changesOneTermAtATime(home, run);
        }
    }

    private static void changesOneTermAtATime(AgentsHome home, RunState run) {
        var before = run.terms();
        for (var adjusted : home.events(run, RunEvent.Adjusted.class)) {
            var now = new RunState.Terms(adjusted.priority(), adjusted.limits(), null);
            var changed = (now.priority() == before.priority() ? 0 : 1)
                    + (now.limits().maxSteps() == before.limits().maxSteps() ? 0 : 1)
                    + (now.limits().maxWallMs() == before.limits().maxWallMs() ? 0 : 1)
                    + (now.limits().maxTokens() == before.limits().maxTokens() ? 0 : 1)
                    + (now.limits().maxOutputBytes() == before.limits().maxOutputBytes() ? 0 : 1);
            assertThat(changed).isEqualTo(1);
            before = now;
        }
    }

    @Test
    void takeTurnsBetweenStandingAndGoing() throws Exception {
        try (var home = AgentsHome.asleep(folder, ScriptedModel.saying())) {
            var run = home.start("wait");
            var doors = home.agents().signals();
            var signals = new ArrayList<Runnable>();
            for (var pair = 0; pair < 50; pair++) {
                signals.add(() -> doors.pause(AgentsHome.OWNER, run.id(), "lunch"));
                signals.add(() -> doors.resume(AgentsHome.OWNER, run.id()));
            }

            var refused = atOnce(signals);

            isOneStory(home, run);
            var journaled =
                    home.events(run.id()).subList(1, home.events(run.id()).size());
            assertThat(journaled).hasSize(100 - refused);
            for (var place = 0; place < journaled.size(); place++) {
                assertThat(journaled.get(place))
                        .isInstanceOf(place % 2 == 0 ? RunEvent.Paused.class : RunEvent.Resumed.class);
            }
        }
    }

    @Test
    void endARunOnce() throws Exception {
        try (var home = AgentsHome.asleep(folder, ScriptedModel.saying())) {
            var run = home.start("wait");
            var signals = IntStream.range(0, 100)
                    .<Runnable>mapToObj(number ->
                            () -> home.agents().stops().cancel(AgentsHome.OWNER, run.id(), "enough " + number))
                    .toList();

            assertThat(atOnce(signals)).isEqualTo(99);
            assertThat(home.events(run.id())).hasSize(2);
        }
    }
}
