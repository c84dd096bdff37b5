package aule.agents;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.Ids;
import aule.kernel.OrgId;
import aule.kernel.PersonaId;
import aule.models.Models;
import aule.tools.Tools;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Every persona: the built-in ones, and those that people make. */
public final class Personas {

    private final SqlPersonas table;
    private final BuiltinPersonas builtins;
    private final Tools tools;
    private final Models models;
    private final InstantSource clock;
    private final Ids ids;

    Personas(SqlPersonas table, BuiltinPersonas builtins, Tools tools, Models models, InstantSource clock, Ids ids) {
        this.table = table;
        this.builtins = builtins;
        this.tools = tools;
        this.models = models;
        this.clock = clock;
        this.ids = ids;
    }

    /** Puts the built-in personas there, and renews those that nobody changed. */
    void seed() {
        builtins.all().forEach((id, traits) -> table.seed(OrgId.LOCAL, persona(id, traits)));
    }

    /** @throws AuleException with {@code NOT_FOUND} if the organisation has no such persona */
    public Persona find(OrgId org, PersonaId id) {
        return table.find(org, id).orElseThrow(() -> AuleException.notFound("persona", id));
    }

    public boolean has(OrgId org, PersonaId id) {
        return table.find(org, id).isPresent();
    }

    /** The persona, unless it is gone. */
    Optional<Persona> lookUp(OrgId org, PersonaId id) {
        return table.find(org, id);
    }

    /** The persona named by its id or its name, whatever a person types. */
    public Persona named(OrgId org, String name) {
        return table.named(org, name).orElseThrow(() -> AuleException.notFound("persona", name));
    }

    /** Returns at most {@code limit} personas by id, those above {@code after}. */
    public List<Persona> page(OrgId org, String after, int limit) {
        return table.page(org, after, limit);
    }

    public Persona create(OrgId org, Persona.Traits traits) {
        check(traits);
        var now = clock.instant();
        var made = new Persona(new PersonaId(ids.next("pers")), traits, false, false, now, now);
        table.insert(org, made);
        return made;
    }

    /** Changes a persona. A built-in one keeps its first form aside. */
    public Persona change(OrgId org, PersonaId id, Persona.Traits traits) {
        find(org, id);
        check(traits);
        table.change(org, id, traits, true, clock.instant());
        return find(org, id);
    }

    /** Gives a built-in persona its first form back. */
    public Persona reset(OrgId org, PersonaId id) {
        find(org, id);
        var first = builtins.all().get(id);
        if (first == null) {
            throw new AuleException(
                    ErrorCode.INVALID, "The persona '%s' has no first form; only built-in ones do.".formatted(id));
        }
        table.change(org, id, first, false, clock.instant());
        return find(org, id);
    }

    public void delete(OrgId org, PersonaId id) {
        if (find(org, id).isBuiltin()) {
            throw new AuleException(
                    ErrorCode.BUILTIN, "The persona '%s' is built in; change it or make another.".formatted(id));
        }
        table.delete(org, id);
    }

    private Persona persona(PersonaId id, Persona.Traits traits) {
        return new Persona(id, traits, true, false, clock.instant(), clock.instant());
    }

    private void check(Persona.Traits traits) {
        var unknown = traits.allowedTools().stream()
                .filter(it -> tools.catalogue(Set.of(it)).isEmpty())
                .toList();
        if (!unknown.isEmpty()) {
            throw new AuleException(
                    ErrorCode.INVALID,
                    "There is no tool '%s'; GET /v1/tools lists them.".formatted(unknown.getFirst()),
                    List.of(new AuleException.Fault(
                            "/allowed_tools", "There is no tool '%s'.".formatted(unknown.getFirst()))));
        }
        if (traits.modelOverride() != null) {
            models.choose(traits.modelOverride());
        }
    }
}
