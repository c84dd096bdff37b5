package aule.agents;

import aule.kernel.PersonaId;
import aule.kernel.ToolName;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who an agent is: what it is told, what it may use and how it looks.
 *
 * @param isChanged whether a person changed a built-in one
 */
public record Persona(
        PersonaId id, Traits traits, boolean isBuiltin, boolean isChanged, Instant createdAt, Instant updatedAt) {

    /** The agent of whoever names none. */
    public static final PersonaId ASSISTANT = new PersonaId("pers-assistant");

    /**
     * What a person may choose about a persona.
     *
     * @param icon a lucide icon's name
     * @param color {@code blue}, {@code emerald}, {@code violet}, {@code amber}, {@code cyan} or {@code rose}
     * @param allowedTools empty for all
     * @param modelOverride the model it thinks with unless a run names one
     * @param restarts what becomes of its runs that fail
     */
    public record Traits(
            String name,
            String description,
            String systemPrompt,
            String icon,
            String color,
            List<ToolName> allowedTools,
            @Nullable String modelOverride,
            Restarts restarts) {

        public Traits {
            allowedTools = List.copyOf(allowedTools);
            restarts = Objects.requireNonNullElse(restarts, Restarts.NONE); // files of earlier versions name none
        }

        /** An agent whose runs are not restarted. */
        public Traits(
                String name,
                String description,
                String systemPrompt,
                String icon,
                String color,
                List<ToolName> allowedTools,
                @Nullable String modelOverride) {
            this(name, description, systemPrompt, icon, color, allowedTools, modelOverride, Restarts.NONE);
        }
    }

    /**
     * How an agent is restarted that has failed for good: its run goes on from its last step instead of ending.
     *
     * @param most how often in one run, 0 to 100
     * @param pauseMs milliseconds before the first restart, 1 to a day; the pause doubles with each, up to a day
     */
    public record Restarts(int most, long pauseMs) {

        public static final Restarts NONE = new Restarts(0, 60_000);
    }

    /** What a model for it should be good at, unless a rule says otherwise. */
    public String role() {
        return switch (id.value()) {
            case "pers-coder" -> "code";
            case "pers-creator" -> "creative";
            default -> "general";
        };
    }

    /** The tools it may use; empty for all. */
    public Set<ToolName> tools() {
        return Set.copyOf(traits.allowedTools());
    }
}
