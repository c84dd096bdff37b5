package aule.agents.loop.context;

import static org.assertj.core.api.Assertions.assertThat;

import aule.agents.Settings;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.TokenUsage;
import aule.models.ModelSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WindowTests {

    private static Window window(String provider, @Nullable Integer tokens) {
        var can = new ModelSpec.Supports(true, false, true);
        var spec = new ModelSpec(provider + "/m", "m", provider, "general", "", "", true, true, tokens, can);
        return Window.of(spec, Settings.DEFAULT);
    }

    private static RunEvent.ModelAnswered answer(long tokens, long bytes) {
        var usage = new TokenUsage(tokens, 1, 0, 0);
        return new RunEvent.ModelAnswered(
                new RunId("run-1"),
                1,
                "m",
                "",
                "",
                List.of(),
                usage,
                1,
                1,
                bytes,
                "",
                null,
                null,
                null,
                false,
                null,
                null);
    }

    @Test
    void leavesRoomForTheAnswerAndAReserve() {
        var window = window("openai", 128_000);

        assertThat(window.answer()).isEqualTo(8_192);
        assertThat(window.prompt() + window.answer()).isLessThan(128_000).isGreaterThan(120_000);
        assertThat(window.threshold(3_000)).isEqualTo(30_000);
    }

    @Test
    void aSmallModelGivesAQuarterToItsAnswer() {
        var window = window("ollama", 8_192);

        assertThat(window.answer()).isEqualTo(2_048);
        assertThat(window.threshold(2_500)).isBetween(4_000L, window.prompt());
    }

    @Test
    void aModelThatDoesNotSayIsTakenToHoldThirtyTwoThousand() {
        assertThat(window("openai", null)).isEqualTo(window("openai", 32_768)).isEqualTo(window("openai", 0));
    }

    @Test
    void theModelOfPlainCommandsReadsEverything() {
        assertThat(window("builtin", null).isEndless()).isTrue();
        assertThat(window("builtin", null).outputBytes(8)).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void outputsThatComeTogetherShareTheirRoom() {
        var window = window("ollama", 8_192);

        assertThat(window.outputBytes(1)).isBetween(5_000, 9_000);
        assertThat(window.outputBytes(4)).isEqualTo(window.outputBytes(1) / 4);
        assertThat(window.outputBytes(400)).isEqualTo(600);
    }

    @Test
    void theEstimateFollowsWhatTheProviderCounts() {
        var gauge = new Gauge();
        assertThat(gauge.tokens(3_600)).isEqualTo(1_000);

        gauge.add(answer(4_000, 8_000));
        assertThat(gauge.tokens(1_000)).isEqualTo(500);
        for (var times = 0; times < 3; times++) {
            gauge.add(answer(2_000, 8_000));
        }
        assertThat(gauge.tokens(1_000)).isEqualTo(250);
    }

    @Test
    void theEstimateBelievesNoProviderThatCountsNonsense() {
        var gauge = new Gauge();
        gauge.add(answer(0, 8_000));
        assertThat(gauge.tokens(3_600)).isEqualTo(1_000);

        gauge.add(answer(3, 8_000));
        assertThat(gauge.tokens(1_000)).isEqualTo(200);
        gauge.add(answer(90_000, 8_000));
        assertThat(gauge.tokens(1_000)).isEqualTo(1_000);
    }
}
