package aule.kernel;

import org.jspecify.annotations.Nullable;

/**
 * On whose account a question to a model goes.
 *
 * @param owner the person who pays
 * @param project null if it is for none
 * @param persona the agent that it is for; null if it is for none
 * @param run the run that has it asked, which pays with all above it and decides the rest; null outside of runs
 */
public record Account(
        OrgId org,
        UserId owner,
        @Nullable ProjectId project,
        @Nullable PersonaId persona,
        @Nullable RunId run) {

    /** Somebody who asks outside of runs, for no project. */
    public static Account of(Principal principal) {
        return new Account(principal.org(), principal.user(), null, null, null);
    }
}
