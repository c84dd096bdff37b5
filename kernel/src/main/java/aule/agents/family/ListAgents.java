package aule.agents.family;

import aule.agents.Persona;
import aule.kernel.ToolName;
import aule.tools.Tool;
import java.time.Duration;
import java.util.stream.Collectors;

/** Lists whom a run can have work for it, and who does already. */
final class ListAgents implements Tool {

    record Input() {}

    private static final Spec SPEC = new Spec(
                    new ToolName("list_agents"),
                    "List the agents you can delegate to, and your children.",
                    Input.class,
                    Effect.READ,
                    true,
                    Duration.ofSeconds(10))
            .neededSeldom();

    private final Family family;

    ListAgents(Family family) {
        this.family = family;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Result call(Call call) {
        var self = family.self(call);
        var agents = family.personas(self.org()).stream().map(ListAgents::line).collect(Collectors.joining("\n"));
        var children = family.children(self).stream()
                .map(child -> "%s · %s · %s · %s"
                        .formatted(
                                child.id(),
                                family.persona(child).traits().name(),
                                child.status().wire(),
                                child.work().lastLine()))
                .collect(Collectors.joining("\n"));
        return Result.success("Agents:\n" + agents + "\n\nYour children:\n" + (children.isEmpty() ? "none" : children));
    }

    private static String line(Persona persona) {
        return "%s: %s".formatted(persona.traits().name(), persona.traits().description());
    }
}
