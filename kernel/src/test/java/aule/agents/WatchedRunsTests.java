package aule.agents;

import static org.assertj.core.api.Assertions.assertThat;

import aule.journal.Filter;
import aule.journal.Subscription.Notice;
import aule.kernel.OrgId;
import aule.kernel.RunEvent;
import aule.kernel.StreamId;
import aule.kernel.Transient;
import aule.models.ChatModel;
import aule.models.ChatModel.Message;
import aule.testkit.AgentsHome;
import aule.testkit.ScriptedModel;
import aule.testkit.Turn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs at work while somebody watches: alone, word by word, and a hundred at once. */
@Timeout(60)
class WatchedRunsTests {

    @TempDir
    Path folder;

    @Test
    void aHundredRunsAllComplete() {
        var model = ScriptedModel.answering(WatchedRunsTests::twoThoughtsThenAnAnswer);
        try (var home = AgentsHome.open(folder, model)) {
            var runs = IntStream.range(0, 100)
                    .parallel()
                    .mapToObj(number -> home.start("goal " + number))
                    .toList();

            runs.forEach(run -> assertThat(home.ended(run).status()).isEqualTo(RunStatus.COMPLETED));
            assertThat(runs).allSatisfy(run -> assertThat(home.events(run.id())).hasSize(10));
            var workload = home.agents().workload();
            assertThat(workload.runs(OrgId.LOCAL).completedToday()).isEqualTo(100);
            assertThat(workload.toolCallsToday(OrgId.LOCAL)).isEqualTo(200);
        }
    }

    @Test
    void anAttachedReaderMissesNothingOfAHundredRuns() throws InterruptedException {
        var model = ScriptedModel.answering(WatchedRunsTests::twoThoughtsThenAnAnswer);
        try (var home = AgentsHome.open(folder, model);
                var watch = home.journal().watch(home.journal().head(), Filter.all(OrgId.LOCAL))) {
            var starting =
                    Thread.ofVirtual().start(() -> IntStream.range(0, 100).forEach(it -> home.start("goal")));
            var seen = new HashSet<Long>();
            var completed = 0;
            while (completed < 100) {
                var notice = watch.next(Duration.ofSeconds(20)).orElseThrow();
                if (notice instanceof Notice.Durable(var event)) {
                    assertThat(seen.add(event.seq())).isTrue();
                    completed += event.body() instanceof RunEvent.Completed ? 1 : 0;
                }
            }
            starting.join();
            assertThat(seen).hasSize(1_000);
        }
    }

    static Turn twoThoughtsThenAnAnswer(ChatModel.Request request) {
        var results = request.messages().stream()
                .filter(Message.ToolResult.class::isInstance)
                .count();
        return results < 2 ? Turn.call("think", "{\"thought\": \"hm\"}") : Turn.text("done");
    }

    @Test
    void showsWordsWhileTheyCome() throws InterruptedException {
        var model = ScriptedModel.saying(Turn.text("one ", "two ", "three").paced(Duration.ofMillis(150)));
        try (var home = AgentsHome.open(folder, model)) {
            var head = home.journal().head();
            var run = home.start("count");
            var heard = new StringBuilder();
            try (var watch = home.journal().watch(head, Filter.stream(OrgId.LOCAL, StreamId.of(run.id())))) {
                while (!heard.toString().contains("three")) {
                    watch.next(Duration.ofSeconds(10)).ifPresent(notice -> {
                        if (notice instanceof Notice.Passing(var piece)
                                && piece.kind() == Transient.Kind.MESSAGE_DELTA) {
                            assertThat(piece.offset()).isEqualTo(heard.length());
                            heard.append(piece.text());
                        } else if (notice instanceof Notice.Durable(var event)
                                && event.body() instanceof RunEvent.ModelAnswered answer) {
                            assertThat(answer.text()).startsWith(heard);
                            heard.setLength(0);
                            heard.append(answer.text());
                        }
                    });
                }
            }
            assertThat(heard).hasToString("one two three");
        }
    }
}
