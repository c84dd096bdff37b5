package aule.agents.loop;

import aule.agents.Allowance;
import aule.agents.Personas;
import aule.agents.RunState;
import aule.agents.Settings;
import aule.agents.loop.context.Window;
import aule.kernel.ToolName;
import aule.models.ChatModel;
import aule.models.Models;
import aule.tools.Tools;
import aule.workspace.Projects;
import java.util.List;
import java.util.Set;

/** Prepares what a model is told before its first step. */
public final class Briefing {

    private final Personas personas;
    private final Projects projects;
    private final Models models;
    private final Tools tools;
    private final Recall recall;
    private final SystemPrompt prompt;
    private final Settings settings;

    public Briefing(
            Personas personas,
            Projects projects,
            Models models,
            Tools tools,
            Recall recall,
            SystemPrompt prompt,
            Settings settings) {
        this.personas = personas;
        this.projects = projects;
        this.models = models;
        this.tools = tools;
        this.recall = recall;
        this.prompt = prompt;
        this.settings = settings;
    }

    /** @throws aule.kernel.AuleException if nobody knows the model or its provider is not ready; the sentence names it */
    Brief of(RunState run, Rein rein) {
        var started = run.started();
        var persona = personas.find(run.org(), started.personaId());
        var project = projects.find(run.org(), started.projectId());
        var wanted = started.model() == null ? persona.traits().modelOverride() : started.model();
        var model = models.choose(wanted);
        Dialect dialect = model.spec().supports().tools() ? new NativeDialect() : new ReActDialect();
        var allowed = Allowance.of(persona, started);
        var specs = specs(allowed);
        var window = Window.of(model.spec(), settings);
        var earlier = recall.of(run).within(window.earlierBytes());
        var system = prompt.of(persona, project, run.times().createdAt(), earlier.notes());
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
