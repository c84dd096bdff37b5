package aule.tools;

import aule.breaker.Breaker;
import aule.breaker.Breakers;
import aule.breaker.Circuit;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.ToolName;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Has calls executed, but not by a tool that is out of order. */
final class Guard {

    /** What a tool answers that does not get through to whatever it works with. */
    private static final Set<String> OUT_OF_ORDER =
            Set.of(ErrorCode.UNAVAILABLE.wire(), ErrorCode.PROVIDER_ERROR.wire());

    private final Breakers breakers;

    Guard(Breakers breakers) {
        this.breakers = breakers;
    }

    /** A call that is not let through fails with {@code circuit_open}. */
    Tool.Result run(Tool tool, Tool.Call call) throws InterruptedException {
        try (var pass = breaker(tool.spec().name()).enter()) {
            var result = Execution.run(tool, call);
            if (result instanceof Tool.Result.Failure failure && OUT_OF_ORDER.contains(failure.code())) {
                pass.failed();
            } else {
                pass.succeeded();
            }
            return result;
        } catch (AuleException open) {
            return new Tool.Result.Failure(
                    open.code().wire(),
                    open.sentence(),
                    List.of(),
                    null,
                    false,
                    open.retryAfter().orElse((Duration) null));
        }
    }

    Circuit circuit(ToolName tool) {
        return breaker(tool).circuit();
    }

    private Breaker breaker(ToolName tool) {
        return breakers.of("The tool " + tool);
    }
}
