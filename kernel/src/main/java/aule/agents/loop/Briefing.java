package aule.agents.loop;

import aule.agents.Allowance;
import aule.agents.RunState;
import aule.agents.Settings;
import aule.agents.loop.context.Window;
import aule.kernel.ToolName;
import aule.models.ChatModel;
import aule.models.Models;
import aule.tools.Toolbox;
import java.util.List;
import java.util.Set;

/** Prepares what a model is told before its first step. */
public final class Briefing {

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

    /** @throws aule.kernel.AuleException if nobody knows the model or its provider is not ready; the sentence names it */
    Brief of(RunState run, Rein rein) {
        var started = run.started();
        var persona = surroundings.persona(run);
        var project = surroundings.project(run);
        var asked = run.terms().model();
        var wanted = asked == null ? persona.traits().modelOverride() : asked;
        var model = models.choose(wanted);
        Dialect dialect = model.spec().supports().tools() ? new NativeDialect() : new ReActDialect();
        var allowed = Allowance.of(persona, started);
        var specs = specs(allowed);
        var window = Window.of(model.spec(), settings);
        var earlier = surroundings.earlier(run).within(window.earlierBytes());
        var system = SystemPrompt.of(persona, project, surroundings.day(run), earlier.notes());
        return new Brief(
                rein.on(model),
                dialect,
                system.and("manual", dialect.manual(specs)),
                dialect.offered(specs),
                allowed,
                earlier.messages(),
                window);
    }

    private List<ChatModel.ToolSpec> specs(Set<ToolName> allowed) {
        return tools.catalogue(allowed).stream()
                .map(spec -> new ChatModel.ToolSpec(spec.name(), spec.purpose(), tools.parameters(spec.name())))
                .toList();
    }
}
