package aule.agents;

import aule.kernel.PersonaId;
import aule.kernel.ToolName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The personas of {@code agents/personas.yaml}, by their ids. */
record BuiltinPersonas(Map<PersonaId, Persona.Traits> all) {

    static BuiltinPersonas read() {
        try (var file = BuiltinPersonas.class.getResourceAsStream("/agents/personas.yaml")) {
            var personas = new LinkedHashMap<PersonaId, Persona.Traits>();
            for (var entry :
                    new YAMLMapper().readTree(Objects.requireNonNull(file)).properties()) {
                personas.put(new PersonaId(entry.getKey()), traits(entry.getValue()));
            }
            return new BuiltinPersonas(personas);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Persona.Traits traits(JsonNode node) {
        return new Persona.Traits(
                node.path("name").asString(),
                node.path("description").asString(),
                node.path("prompt").asString().strip(),
                node.path("icon").asString(),
                node.path("color").asString(),
                tools(node.path("tools")),
                null);
    }

    private static List<ToolName> tools(JsonNode names) {
        return names.values().stream()
                .map(JsonNode::asString)
                .map(ToolName::new)
                .toList();
    }
}
