package aule.agents.family;

import aule.kernel.RunEvent;
import aule.kernel.ToolName;
import aule.tools.Tool;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Shows again what was said to a run. */
final class CheckMessages implements Tool {

    private static final int NEWEST = 20;

    record Input() {}

    private static final Spec SPEC = new Spec(
                    new ToolName("check_messages"),
                    "See the latest messages to you again.",
                    Input.class,
                    Effect.READ,
                    true,
                    Duration.ofSeconds(10))
            .neededSeldom();

    private final Family family;

    CheckMessages(Family family) {
        this.family = family;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Result call(Call call) {
        var all = family.messages(family.self(call));
        var latest = all.subList(Math.max(0, all.size() - NEWEST), all.size());
        return Result.success(latest.isEmpty() ? "Nobody has said anything to you." : words(latest));
    }

    private static String words(List<RunEvent.Messaged> messages) {
        return messages.stream()
                .map(message -> "From %s: %s".formatted(message.sender(), message.text()))
                .collect(Collectors.joining("\n\n"));
    }
}
