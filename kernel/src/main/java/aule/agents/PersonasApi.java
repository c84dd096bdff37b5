package aule.agents;

import aule.api.Answer;
import aule.api.Call;
import aule.api.Operations.Handler;
import aule.kernel.PersonaId;
import aule.kernel.ToolName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Answers the operations on personas of {@code api/agents.yaml}. */
final class PersonasApi {

    record PersonaBody(
            @Nullable String name,
            @Nullable String description,
            @Nullable String systemPrompt,
            @Nullable String icon,
            @Nullable String color,
            @Nullable List<ToolName> allowedTools,
            @Nullable String modelOverride,
            @Nullable Integer restarts,
            @Nullable Long restartPauseMs) {}

    record PersonaView(
            PersonaId id,
            String name,
            String description,
            String systemPrompt,
            String icon,
            String color,
            List<ToolName> allowedTools,
            @Nullable String modelOverride,
            int restarts,
            long restartPauseMs,
            boolean isBuiltin,
            Instant createdAt,
            Instant updatedAt) {}

    record PersonaList(
            List<PersonaView> personas, int count, @Nullable String nextCursor) {}

    private static final Persona.Traits PLAIN = new Persona.Traits("", "", "", "bot", "blue", List.of(), null);

    private final Personas personas;

    PersonasApi(Personas personas) {
        this.personas = personas;
    }

    Map<String, Handler> handlers() {
        return Map.of(
                "listPersonas", this::list,
                "createPersona", this::create,
                "showPersona", this::show,
                "changePersona", this::change,
                "deletePersona", this::delete,
                "resetPersona", this::reset);
    }

    private Answer list(Call call) {
        var limit = Paging.limit(call);
        var page = personas.page(call.principal().org(), call.query("cursor").orElse(""), limit + 1);
        var views = page.stream().limit(limit).map(PersonasApi::view).toList();
        if (call.query("shape").isPresent()) {
            return Answer.ok(views);
        }
        var next = page.size() > limit ? views.getLast().id().value() : null;
        return Answer.ok(new PersonaList(views, views.size(), next));
    }

    private Answer create(Call call) {
        var made = personas.create(call.principal().org(), traits(call, PLAIN));
        return Answer.created("/v1/personas/" + made.id(), view(made));
    }

    private Answer show(Call call) {
        return Answer.ok(view(personas.find(call.principal().org(), id(call))));
    }

    private Answer change(Call call) {
        var org = call.principal().org();
        var before = personas.find(org, id(call));
        return Answer.ok(view(personas.change(org, before.id(), traits(call, before.traits()))));
    }

    private Answer delete(Call call) {
        personas.delete(call.principal().org(), id(call));
        return Answer.noContent();
    }

    private Answer reset(Call call) {
        return Answer.ok(view(personas.reset(call.principal().org(), id(call))));
    }

    /** What the body leaves out stays as it was. */
    private static Persona.Traits traits(Call call, Persona.Traits before) {
        var body = call.body(PersonaBody.class);
        return new Persona.Traits(
                Objects.requireNonNullElse(body.name(), before.name()).strip(),
                call.has("description") ? Objects.requireNonNullElse(body.description(), "") : before.description(),
                Objects.requireNonNullElse(body.systemPrompt(), before.systemPrompt()),
                Objects.requireNonNullElse(body.icon(), before.icon()),
                Objects.requireNonNullElse(body.color(), before.color()),
                call.has("allowed_tools")
                        ? Objects.requireNonNullElse(body.allowedTools(), List.<ToolName>of())
                        : before.allowedTools(),
                call.has("model_override") ? body.modelOverride() : before.modelOverride(),
                new Persona.Restarts(
                        Objects.requireNonNullElse(
                                body.restarts(), before.restarts().most()),
                        Objects.requireNonNullElse(
                                body.restartPauseMs(), before.restarts().pauseMs())));
    }

    private static PersonaId id(Call call) {
        return new PersonaId(call.path("id"));
    }

    private static PersonaView view(Persona it) {
        var traits = it.traits();
        return new PersonaView(
                it.id(),
                traits.name(),
                traits.description(),
                traits.systemPrompt(),
                traits.icon(),
                traits.color(),
                traits.allowedTools(),
                traits.modelOverride(),
                traits.restarts().most(),
                traits.restarts().pauseMs(),
                it.isBuiltin(),
                it.createdAt(),
                it.updatedAt());
    }
}
