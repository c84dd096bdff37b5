package aule.kernel;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A task as one run hands it to another, with what is demanded of the work and of its answer.
 *
 * @param task what is to be done
 * @param constraints sentences that hold for how it is done
 * @param timeoutS seconds of work, waiting not counted; null if only the limits of whoever hands it over hold
 * @param outputFormat {@link #TEXT}, {@link #MARKDOWN}, {@link #JSON} or a JSON Schema as text; null for any
 */
public record Assignment(
        String task,
        List<String> constraints,
        @Nullable Integer timeoutS,
        @Nullable String outputFormat) {

    public static final String TEXT = "text";
    public static final String MARKDOWN = "markdown";
    public static final String JSON = "json";

    public Assignment {
        constraints = List.copyOf(Objects.requireNonNullElse(constraints, List.of()));
    }

    /** Whether the answer has to be JSON. */
    public boolean wantsJson() {
        return JSON.equals(outputFormat) || schema() != null;
    }

    /** The JSON Schema that the answer has to fit, if there is one. */
    public @Nullable String schema() {
        return outputFormat != null && outputFormat.startsWith("{") ? outputFormat : null;
    }

    /** The goal of whoever does it: always the same words for the same assignment. */
    public String goal() {
        return task + rules() + time() + format();
    }

    private String rules() {
        return constraints.isEmpty()
                ? ""
                : constraints.stream().map("\n- "::concat).collect(Collectors.joining("", "\n\nConstraints:", ""));
    }

    private String time() {
        return timeoutS == null ? "" : "\n\nTime: at most %d seconds of work.".formatted(timeoutS);
    }

    private String format() {
        return switch (outputFormat) {
            case null -> "";
            case TEXT -> "\n\nAnswer: plain text.";
            case MARKDOWN -> "\n\nAnswer: Markdown.";
            case JSON -> "\n\nAnswer: one JSON value and nothing around it.";
            default -> "\n\nAnswer: one JSON value and nothing around it, fitting this JSON Schema:\n" + outputFormat;
        };
    }
}
