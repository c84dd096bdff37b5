package aule.agents;

import aule.agents.past.Mode;
import aule.kernel.RunId;
import aule.kernel.RunTestId;
import aule.kernel.Sha256;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run that is kept as a test: what agents do here has to stay what it did.
 *
 * @param archive the file of the run
 * @param last what came of it when it was checked last; null if it never was
 */
public record RunTest(
        RunTestId id,
        String name,
        RunId run,
        Mode mode,
        Sha256 archive,
        Instant savedAt,
        @Nullable Verdict last) {

    /** @param finding the first difference in words; empty if there was none */
    public record Verdict(Instant at, boolean passed, String finding) {}
}
