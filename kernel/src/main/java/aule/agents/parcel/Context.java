package aule.agents.parcel;

import aule.agents.Persona;
import aule.kernel.PersonaId;
import aule.kernel.ToolName;
import aule.models.ChatModel;
import aule.models.ModelSpec;
import java.time.LocalDate;
import java.util.List;

/**
 * What a run was told besides its goal, and what it could use.
 *
 * @param project its name
 * @param earlier what was said before in the conversation, the goal last
 * @param notes on everything older
 * @param models those that answered
 * @param tools as models saw them when the parcel was made
 */
public record Context(
        PersonaId personaId,
        Persona.Traits persona,
        String project,
        LocalDate day,
        List<Line> earlier,
        String notes,
        List<ModelSpec> models,
        List<Offer> tools) {

    /** @param role {@code user} or {@code assistant} */
    public record Line(String role, String text) {

        static Line of(ChatModel.Message message) {
            return switch (message) {
                case ChatModel.Message.User(var text, var _) -> new Line("user", text);
                case ChatModel.Message.Assistant said -> new Line("assistant", said.text());
                case ChatModel.Message.ToolResult result -> new Line("user", result.output());
            };
        }

        ChatModel.Message message() {
            return role.equals("user")
                    ? new ChatModel.Message.User(text)
                    : new ChatModel.Message.Assistant(text, List.of());
        }
    }

    /** @param parameters JSON Schema as text */
    public record Offer(ToolName name, String purpose, String effect, String parameters) {}

    public Context {
        earlier = List.copyOf(earlier);
        models = List.copyOf(models);
        tools = List.copyOf(tools);
    }
}
