package aule.agents;

import aule.api.Answer;
import aule.api.Call;
import aule.api.Operations.Handler;
import aule.budget.Estimate;
import aule.kernel.Money;
import aule.kernel.PersonaId;
import aule.models.Models;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers the operation of {@code api/agents.yaml} that says what a run may take. */
final class EstimatesApi {

    record EstimateRun(
            @Nullable PersonaId personaId,
            @Nullable String agent,
            @Nullable String model) {}

    record Dollars(String median, String p90) {}

    record EstimateView(
            int runs,
            PersonaId personaId,
            String model,
            String currency,
            @Nullable Dollars cost,
            Estimate.@Nullable Spread tokens,
            Estimate.@Nullable Spread durationMs) {}

    private final Estimate.Source estimates;
    private final Runs runs;
    private final Personas personas;
    private final Models models;

    EstimatesApi(Estimate.Source estimates, Runs runs, Personas personas, Models models) {
        this.estimates = estimates;
        this.runs = runs;
        this.personas = personas;
        this.models = models;
    }

    Map<String, Handler> handlers() {
        return Map.of("estimateRun", this::estimate);
    }

    private Answer estimate(Call call) {
        var wanted = call.body(EstimateRun.class);
        var org = call.principal().org();
        var named = Optional.ofNullable(wanted.personaId())
                .or(() -> Optional.ofNullable(wanted.agent()).map(name -> runs.persona(org, name)))
                .orElse(Persona.ASSISTANT);
        var persona = personas.find(org, named);
        var asked = wanted.model() == null ? persona.traits().modelOverride() : wanted.model();
        var model = models.choose(asked).spec().id();
        return Answer.ok(view(persona.id(), model, estimates.of(org, persona.id(), model)));
    }

    private static EstimateView view(PersonaId persona, String model, Estimate guess) {
        var cost = guess.cost();
        var known = guess.runs() > 0;
        return new EstimateView(
                guess.runs(),
                persona,
                model,
                "USD",
                known && cost != null ? new Dollars(Money.text(cost.median()), Money.text(cost.p90())) : null,
                known ? guess.tokens() : null,
                known ? guess.ms() : null);
    }
}
