package aule.agents.family;

import aule.agents.RunState;
import aule.kernel.AuleException;
import aule.kernel.ToolName;
import aule.schema.Describe;
import aule.tools.Tool;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Waits for children or for time to pass, and holds no thread meanwhile. A message to the run ends the wait. */
final class WaitFor implements Tool {

    private static final long LONGEST = Duration.ofDays(366).toSeconds();

    record Input(
            @Describe("Ids of children; all of them if left out.") @Nullable
            List<String> runs,

            @Describe("At most so long, or exactly so long if you have no children.") @Nullable
            Long seconds) {}

    private static final Spec SPEC = new Spec(
                    new ToolName("wait_for"),
                    "Wait until children have ended, a message comes, or time has passed.",
                    Input.class,
                    Effect.READ,
                    true,
                    Duration.ofSeconds(10))
            .neededSeldom();

    private final Family family;
    private final Outcomes outcomes;

    WaitFor(Family family) {
        this.family = family;
        this.outcomes = new Outcomes(family);
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Result call(Call call) {
        var input = call.as(Input.class);
        var seconds = Optional.ofNullable(input.seconds());
        if (seconds.filter(it -> it < 0 || it > LONGEST).isPresent()) {
            return Result.failure("Wait for 0 to %d seconds.".formatted(LONGEST));
        }
        try {
            return decide(call, family.self(call), input, seconds);
        } catch (AuleException refused) {
            return Refused.of(refused);
        }
    }

    private Result decide(Call call, RunState self, Input input, Optional<Long> seconds) {
        var awaited = awaited(self, input);
        var open = awaited.stream().filter(child -> !child.status().ended()).toList();
        if (!awaited.isEmpty() && open.isEmpty()) {
            family.report(awaited);
            return Result.success(outcomes.of(awaited));
        }
        if (awaited.isEmpty() && seconds.isEmpty()) {
            return Result.failure("You have no children to wait for; say for how many seconds.");
        }
        var now = family.now();
        if (self.work().unread() > 0) {
            return Result.success("Somebody said something to you; read it first.\n" + outcomes.of(awaited));
        }
        var due = seconds.map(family.began(self, call.callId())::plusSeconds);
        if (due.filter(it -> !it.isAfter(now)).isPresent()) {
            return Result.success("The time has passed.\n" + outcomes.of(awaited));
        }
        return new Result.Pending(awaited.isEmpty() ? "timer" : "child", due.orElse((Instant) null));
    }

    private List<RunState> awaited(RunState self, Input input) {
        var children = family.children(self);
        if (input.runs() == null || input.runs().isEmpty()) {
            return children;
        }
        return input.runs().stream()
                .map(name -> children.stream()
                        .filter(child -> child.id().value().equals(name))
                        .findAny()
                        .orElseThrow(() -> AuleException.notFound("child", name)))
                .toList();
    }
}
