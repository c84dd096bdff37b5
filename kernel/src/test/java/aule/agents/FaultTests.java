package aule.agents;

import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.Event;
import aule.kernel.RunEvent;
import aule.models.ChatModel.Message;
import aule.models.ChatModel.Request;
import aule.testkit.AgentsHome;
import aule.testkit.Awaiting;
import aule.testkit.ScriptedModel;
import aule.testkit.ScriptedTool;
import aule.testkit.Turn;
import aule.tools.Tool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many runs among models and tools that fail every fifth time. */
@Timeout(120)
class FaultTests {

    private static final int RUNS = 150;
    private static final int CALLS = 4;
    private static final int ONE_IN = 5;
    private static final Settings PATIENT =
            Settings.DEFAULT.withPatience(new Settings.Patience(5, Duration.ofMillis(4), Duration.ofMillis(50)));

    @TempDir
    Path folder;

    private final Random chance = new Random(13);

    private boolean fails() {
        return chance.nextInt(ONE_IN) == 0;
    }

    private Turn answer(Request request) {
        if (fails()) {
            return switch (chance.nextInt(3)) {
                case 0 -> Turn.refused(503, "Starting.");
                case 1 -> new Turn.Refusal(429, "Not so fast.", Duration.ofMillis(10));
                default -> Turn.broken(Turn.Fault.RESET, "I think");
            };
        }
        var done = request.messages().stream()
                .filter(Message.ToolResult.class::isInstance)
                .count();
        return done < CALLS ? Turn.call("lamp", "{\"text\": \"%d\"}".formatted(done)) : Turn.text("It is light.");
    }

    private Tool.Result lamp(Tool.Call call) {
        return fails() ? Tool.Result.failure("unavailable", "There is no current.") : Tool.Result.success("On.");
    }

    /** What became of the faults of one run. */
    private record Faults(int met, int overcome) {

        static Faults of(List<Event> events) {
            var met = 0;
            var overcome = 0;
            var open = 0;
            for (var event : events) {
                switch (event) {
                    case RunEvent.Retrying retry
                    when !retry.code().equals("circuit_open") -> {
                        met++;
                        open++;
                    }
                    case RunEvent.ModelAnswered _, RunEvent.ToolAnswered _ -> {
                        overcome += open;
                        open = 0;
                    }
                    case RunEvent.Failed _ -> met++;
                    default -> {
                        // neither a fault nor its end
                    }
                }
            }
            return new Faults(met, overcome);
        }
    }

    @Test
    void nearlyAllRunsEndAndNearlyAllFaultsAreOvercomeByThemselves() {
        var lamp = ScriptedTool.idempotent("lamp", this::lamp);
        try (var home = AgentsHome.lasting(folder, PATIENT, List.of(lamp), ScriptedModel.answering(this::answer))) {
            var runs = IntStream.range(0, RUNS)
                    .mapToObj(number -> home.start("light lamp " + number))
                    .toList();
            Awaiting.until(
                    "99 % of the runs have ended", Duration.ofSeconds(90), () -> ended(home, runs) >= RUNS * 0.99);

            var faults =
                    runs.stream().map(run -> Faults.of(home.events(run.id()))).toList();
            var met = faults.stream().mapToInt(Faults::met).sum();
            var overcome = faults.stream().mapToInt(Faults::overcome).sum();
            System.out.printf(
                    "%d of %d runs ended; %d of %d faults were overcome (%.1f %%)%n",
                    ended(home, runs), RUNS, overcome, met, 100.0 * overcome / met);
            assertThat(met).isGreaterThan(RUNS);
            assertThat(overcome).isGreaterThanOrEqualTo((int) Math.ceil(met * 0.95));
        }
    }

    private static long ended(AgentsHome home, List<RunState> runs) {
        return runs.stream().filter(run -> home.run(run).status().ended()).count();
    }
}
