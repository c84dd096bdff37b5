package aule.agents.past;

import aule.kernel.RunEvent;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** In what two steps can differ. */
public enum Aspect {
    /** Which model answered. */
    MODEL,
    /** What the model was asked, by its hash. */
    PROMPT,
    THOUGHT,
    TEXT,
    /** Which tools were called, and with what. */
    TOOL_CALLS,
    /** What the tools answered. */
    RESULTS,
    /** Which files were changed, and how. */
    FILES,
    TOKENS,
    TIME;

    private record Wish(String tool, String arguments) {

        static Wish of(PastStep.PastCall call) {
            return new Wish(call.tool(), call.arguments());
        }
    }

    /** What a call brought; of a long output the whole, which is named by its hash, and not by a handle of its own. */
    private record Result(boolean ok, String error, String output) {

        static Result of(RunEvent.ToolAnswered it) {
            var whole = it.whole();
            return new Result(
                    it.ok(),
                    it.error(),
                    whole == null ? it.output() : whole.sha256().hex());
        }
    }

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether two runs went apart where this differs; what it took to get there does not count. */
    boolean parts() {
        return switch (this) {
            case MODEL, THOUGHT, TEXT, TOOL_CALLS, RESULTS, FILES -> true;
            case PROMPT, TOKENS, TIME -> false;
        };
    }

    /** In what two steps differ. */
    static Set<Aspect> between(PastStep left, PastStep right) {
        var differing = EnumSet.noneOf(Aspect.class);
        Arrays.stream(values()).filter(it -> !it.of(left).equals(it.of(right))).forEach(differing::add);
        return differing;
    }

    private Object of(PastStep step) {
        var answer = step.answer();
        return switch (this) {
            case MODEL -> answer.model();
            case PROMPT -> answer.promptSha256();
            case THOUGHT -> answer.thought();
            case TEXT -> answer.text();
            case TOOL_CALLS -> step.calls().stream().map(Wish::of).toList();
            case RESULTS -> step.results().map(Result::of).toList();
            case FILES -> step.files();
            case TOKENS -> answer.usage();
            case TIME ->
                Stream.concat(Stream.of(answer.durationMs()), step.results().map(RunEvent.ToolAnswered::durationMs))
                        .toList();
        };
    }
}
