package aule.rules;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.Map;

/** One compiled condition, to be asked from any thread. */
public final class Condition {

    private final String source;
    private final CelRuntime.Program program;

    Condition(String source, CelRuntime.Program program) {
        this.source = source;
        this.program = program;
    }

    public String source() {
        return source;
    }

    /**
     * Whether it is true for these values; whole numbers are given as {@code Long}.
     *
     * @throws AuleException with {@code INVALID} if it has no answer, for example because a member it reads is absent
     */
    public boolean holds(Map<String, ?> values) {
        try {
            return (Boolean) program.eval(values);
        } catch (CelEvaluationException e) {
            throw new AuleException(
                    ErrorCode.INVALID,
                    "The condition '%s' has no answer here: %s".formatted(source, e.getMessage()),
                    e);
        }
    }
}
