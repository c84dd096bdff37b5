package aule.egress;

import aule.kernel.Account;
import org.jspecify.annotations.Nullable;

/**
 * What a request of the kernel is for.
 *
 * @param purpose one word, for example {@code model}
 * @param account for whom; null for the kernel itself
 * @param callId the tool call that makes it; null outside of calls
 */
public record Behalf(
        String purpose, @Nullable Account account, @Nullable String callId) {

    /** Something that nobody's call asked for. */
    public static Behalf of(String purpose) {
        return new Behalf(purpose, null, null);
    }
}
