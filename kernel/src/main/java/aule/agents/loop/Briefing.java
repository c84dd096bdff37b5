package aule.agents.loop;

import aule.agents.Allowance;
import aule.agents.Persona;
import aule.agents.RunState;
import aule.agents.Settings;
import aule.agents.loop.context.Window;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.ModelEvent;
import aule.kernel.ToolName;
import aule.models.ChatModel;
import aule.models.Models;
import aule.models.Price;
import aule.models.Question;
import aule.tools.Shell;
import aule.tools.Toolbox;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Prepares what a model is told before its first step. */
public final class Briefing {

    /** Failures after which another model may do. */
    private static final Set<ErrorCode> AWAY =
            Set.of(ErrorCode.UNAVAILABLE, ErrorCode.CIRCUIT_OPEN, ErrorCode.RATE_LIMITED, ErrorCode.PROVIDER_ERROR);

    private final Surroundings surroundings;
    private final Models models;
    private final Toolbox tools;
    private final Settings settings;

    public Briefing(Surroundings surroundings, Models models, Toolbox tools, Settings settings) {
        this.surroundings = surroundings;
        this.models = models;
        this.tools = tools;
        this.settings = settings;
    }

    /**
     * Chooses the model, writes down why if that is news, and prepares what it is told.
     *
     * @throws AuleException if nobody knows the model or its provider is not ready; the sentence names it
     */
    Brief of(RunLog log, Rein rein) {
        var run = log.state();
        var earlier = surroundings.earlier(run);
        var persona = surroundings.persona(run);
        var choice = models.route(question(run, persona, earlier));
        var otherwise = choice.otherwise();
        var chosen = new ModelEvent.Chosen(
                log.run(),
                choice.model().spec().id(),
                choice.rule(),
                choice.why(),
                otherwise == null ? null : otherwise.model());
        if (!choice.rule().isEmpty() && log.model().filter(chosen::equals).isEmpty()) {
            log.append(chosen);
        }
        return of(run, rein.on(choice.model()), persona, earlier, otherwise == null ? null : otherwise.price());
    }

    /**
     * Prepares the model that is to be asked instead of one that cannot be used now, and writes that down; empty if
     * there is none, or if the failure is not the model's.
     */
    Optional<Brief> instead(RunLog log, Rein rein, Brief before, AuleException failure) {
        var failed = before.model().spec().id();
        if (!failure.passes() || !AWAY.contains(failure.code())) {
            return Optional.empty();
        }
        return models.instead(failed).map(model -> {
            var next = model.spec().id();
            log.append(new ModelEvent.FellBack(
                    log.run(), failed, next, failure.code().wire(), failure.sentence()));
            log.retell();
            var run = log.state();
            return of(run, rein.on(model), surroundings.persona(run), surroundings.earlier(run), null);
        });
    }

    private static Question question(RunState run, Persona persona, Recall.Earlier earlier) {
        var started = run.started();
        return new Question(
                run.terms().model(),
                persona.id().value(),
                persona.traits().modelOverride(),
                persona.role(),
                started.goal(),
                Allowance.of(persona, started).stream()
                        .map(ToolName::value)
                        .sorted()
                        .toList(),
                images(earlier.messages()));
    }

    private static int images(List<ChatModel.Message> messages) {
        return messages.stream()
                .mapToInt(it -> it instanceof ChatModel.Message.User said
                        ? said.images().size()
                        : 0)
                .sum();
    }

    private Brief of(RunState run, ChatModel model, Persona persona, Recall.Earlier before, @Nullable Price otherwise) {
        var started = run.started();
        var project = surroundings.project(run);
        var allowed = Allowance.of(persona, started);
        var kit = Kit.of(tools.catalogue(allowed), allowed.isEmpty(), tools::parameters);
        var dialect = Dialect.of(model.spec(), kit);
        var window = Window.of(model.spec(), settings);
        var earlier = before.within(window.earlierBytes());
        var system = SystemPrompt.of(persona, project, Shell.HERE, surroundings.day(run), earlier.notes());
        return new Brief(
                model,
                dialect,
                system.and("manual", dialect.manual(kit)),
                dialect.offered(kit),
                dialect.schema(kit),
                allowed,
                earlier.messages(),
                window,
                otherwise);
    }
}
