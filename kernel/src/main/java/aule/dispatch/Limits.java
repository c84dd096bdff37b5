package aule.dispatch;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.util.Map;

/**
 * How many tasks this kernel works on at once; what is beyond waits in the queue.
 *
 * @param slots in all
 * @param perOwner of one owner
 */
public record Limits(int slots, int perOwner) {

    private static final int SLOTS = 1_024;

    public Limits {
        if (slots < 1 || perOwner < 1) {
            throw new AuleException(
                    ErrorCode.INVALID,
                    "Dispatch needs at least 1 slot in all and 1 an owner, not %d and %d.".formatted(slots, perOwner));
        }
    }

    /**
     * The usual ones, and what the environment says: {@code AULE_MAX_RUNS} in all, {@code AULE_MAX_RUNS_PER_OWNER} of
     * one owner.
     *
     * @throws AuleException with {@code INVALID} unless these are whole numbers from 1
     */
    public static Limits of(Map<String, String> environment) {
        var slots = number(environment, "AULE_MAX_RUNS", SLOTS);
        return new Limits(slots, number(environment, "AULE_MAX_RUNS_PER_OWNER", slots));
    }

    private static int number(Map<String, String> environment, String name, int usual) {
        var text = environment.getOrDefault(name, "").strip();
        if (text.isEmpty()) {
            return usual;
        }
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw new AuleException(
                    ErrorCode.INVALID, "%s is '%s'; make it a whole number from 1, or unset it.".formatted(name, text));
        }
        return Integer.parseInt(text);
    }

    /** As many as there are slots for each owner. */
    public static Limits of(int slots) {
        return new Limits(slots, slots);
    }
}
