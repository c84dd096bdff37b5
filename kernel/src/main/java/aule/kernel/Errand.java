package aule.kernel;

import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A question to a model that is no step of a run.
 *
 * @param id under which something is set aside for it
 * @param purpose what it is for in one word, such as {@code embedding} or {@code image}
 * @param owner the person who pays
 * @param personaId the agent that it is for; null if it is for none
 * @param until when it is over at the latest, and nothing is set aside for it any more
 */
public record Errand(
        String id, String purpose, UserId owner, @Nullable PersonaId personaId, Instant until) {

    private static final Pattern WORD = Pattern.compile("[a-z][a-z_]{0,19}");

    public Errand {
        if (!WORD.matcher(purpose).matches()) {
            throw new IllegalArgumentException("'%s' is no purpose: one short word says it.".formatted(purpose));
        }
    }
}
