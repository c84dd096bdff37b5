package aule.agents.family;

import aule.agents.Persona;
import aule.kernel.OrgId;
import aule.kernel.ToolName;
import aule.tools.SpecialTools;
import aule.tools.Tool;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/** Each agent as a tool named {@code agent_<name>}, for those whose persona names it. */
final class AgentTools implements SpecialTools {

    private static final String PREFIX = "agent_";
    private static final int LONGEST = 64;

    private final Family family;

    AgentTools(Family family) {
        this.family = family;
    }

    @Override
    public Optional<Tool> named(ToolName name) {
        if (!name.value().startsWith(PREFIX)) {
            return Optional.empty();
        }
        return family.personas(OrgId.LOCAL).stream()
                .filter(it -> of(it).equals(name.value()))
                .findFirst()
                .map(it -> new AgentTool(family, it, name));
    }

    /** The name without what a tool's name cannot hold. */
    private static String of(Persona persona) {
        var plain = Normalizer.normalize(persona.traits().name(), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "_")
                .replaceAll("^_|_$", "");
        var name = PREFIX + plain;
        return name.length() <= LONGEST ? name : name.substring(0, LONGEST);
    }
}
