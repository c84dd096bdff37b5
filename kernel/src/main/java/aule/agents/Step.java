package aule.agents;

import aule.kernel.ReceiptId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One step of a run as people read it: a thought, an action with its observation, or the final answer.
 *
 * @param action the tool's name, empty in a final answer
 * @param observation what the action answered; while it is still going on, that it is
 * @param receiptId proof that something was executed
 * @param blocks what the model was told before the step: a block's name and its bytes; null where it is not known, and
 *     for a step that came from the same answer as the one before
 */
public record Step(
        String thought,
        String action,
        JsonNode actionInput,
        String observation,
        boolean isFinalAnswer,
        String finalAnswer,
        @Nullable ReceiptId receiptId,
        long durationMs,
        @Nullable String model,
        @Nullable Map<String, Long> blocks) {}
