package aule.dispatch;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;

/**
 * How many tasks this kernel works on at once; what is beyond waits in the queue.
 *
 * @param slots in all
 * @param perOwner of one owner
 */
public record Limits(int slots, int perOwner) {

    public Limits {
        if (slots < 1 || perOwner < 1) {
            throw new AuleException(
                    ErrorCode.INVALID,
                    "Dispatch needs at least 1 slot in all and 1 an owner, not %d and %d.".formatted(slots, perOwner));
        }
    }

    /** As many as there are slots for each owner. */
    public static Limits of(int slots) {
        return new Limits(slots, slots);
    }
}
