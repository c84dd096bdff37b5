package aule.agents.family;

import aule.kernel.Assignment;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.Money;
import aule.kernel.RunBudget;
import aule.schema.Describe;
import aule.schema.Json;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One piece of work for another agent. */
record Task(
        @Describe("What is to be done, with everything the other agent must know.")
        String task,

        @Describe("Its name, such as coder; yours if left out.") @Nullable
        String agent,

        @Nullable String model,

        @Describe("At most these tools; all of yours if left out.") @Nullable
        List<String> tools,

        @Describe("Sentences that hold for how it is done.") @Nullable
        List<String> constraints,

        @Nullable Integer maxSteps,
        @Nullable Long maxTokens,

        @Describe("Dollars that it may cost with all that it starts, such as 0.25.") @Nullable
        String maxCost,

        @Nullable Integer timeoutS,

        @Describe("text, markdown, json, or a JSON Schema for the answer.") @Nullable
        Object outputFormat) {

    private static final int MOST_CONSTRAINTS = 32;
    private static final int LONGEST_CONSTRAINT = 1_000;
    private static final int LONGEST_FORMAT = 8_000;
    private static final Set<String> FORMATS = Set.of(Assignment.TEXT, Assignment.MARKDOWN, Assignment.JSON);

    /**
     * What it may use together with all that it starts; null if it names no money.
     *
     * @throws AuleException with {@code INVALID} if that is no amount
     */
    @Nullable
    RunBudget budget() {
        return maxCost == null ? null : new RunBudget(Money.nanos(maxCost.strip()), null, null, null);
    }

    /** @throws AuleException with {@code INVALID} if what it demands makes no sense; the sentence says what */
    Assignment assignment() {
        var rules = Objects.requireNonNullElse(constraints, List.<String>of()).stream()
                .map(it -> it.strip().replaceAll("\\s+", " "))
                .filter(it -> !it.isEmpty())
                .toList();
        require(
                rules.size() <= MOST_CONSTRAINTS && rules.stream().allMatch(it -> it.length() <= LONGEST_CONSTRAINT),
                "A task has at most %d constraints of %,d characters; put longer ones into the task."
                        .formatted(MOST_CONSTRAINTS, LONGEST_CONSTRAINT));
        require(timeoutS == null || timeoutS > 0, "A timeout_s is at least 1; leave it out for no limit of its own.");
        return new Assignment(task.strip(), rules, timeoutS, format());
    }

    private @Nullable String format() {
        return switch (outputFormat) {
            case null -> null;
            case String text when text.isBlank() -> null;
            case String name when FORMATS.contains(name.strip()) -> name.strip();
            case String text -> schema(text.strip());
            default -> schema(Json.wire().writeValueAsString(outputFormat));
        };
    }

    private static String schema(String written) {
        require(
                written.startsWith("{") && written.length() <= LONGEST_FORMAT,
                "An output_format is text, markdown, json, or a JSON Schema of at most %,d characters."
                        .formatted(LONGEST_FORMAT));
        return written;
    }

    private static void require(boolean fits, String sentence) {
        if (!fits) {
            throw new AuleException(ErrorCode.INVALID, sentence);
        }
    }
}
