package aule.agents.family;

import static aule.agents.family.Minds.answers;
import static aule.agents.family.Minds.lastResult;
import static aule.agents.family.Minds.saying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aule.agents.Goal;
import aule.agents.Persona;
import aule.agents.RunState;
import aule.kernel.AuleException;
import aule.kernel.OrgId;
import aule.kernel.PersonaId;
import aule.kernel.RunEvent;
import aule.kernel.ToolName;
import aule.models.ChatModel;
import aule.testkit.AgentsHome;
import aule.testkit.ScriptedModel;
import aule.testkit.Turn;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An agent is a tool of those whose persona names it. */
@Timeout(60)
class AgentToolTests {

    @TempDir
    Path folder;

    private final Minds minds = new Minds();
    private final ScriptedModel model = minds.model();

    private static Persona persona(AgentsHome home, String name, String... tools) {
        var names = Stream.of(tools).map(ToolName::new).toList();
        var traits = new Persona.Traits(name, "Knows harbours.", "You know.", "user", "blue", names, null);
        return home.agents().personas().create(OrgId.LOCAL, traits);
    }

    private static RunState start(AgentsHome home, Persona persona) {
        return home.agents().runs().start(AgentsHome.OWNER, Goal.of("lead").as(persona.id()));
    }

    private static List<String> offered(ChatModel.Request request) {
        return request.tools().stream().map(it -> it.name().value()).toList();
    }

    private void leads(String tool) {
        minds.put(
                "lead",
                request -> answers(request) == 0
                        ? Turn.call(tool, "{\"task\": \"look\"}")
                        : Turn.text(lastResult(request)));
    }

    @Test
    void itAnswersWithTheAnswerAndTheRunInWhichItWasGiven() {
        leads("agent_pilota_do_cais");
        minds.put("look", saying(Turn.text("seen")));
        try (var home = AgentsHome.open(folder, model)) {
            var pilot = persona(home, "Pilota do Cáis");
            var lead = home.ended(start(home, persona(home, "Boss", "agent_pilota_do_cais", "complete")));

            var child = home.agents().lists().children(lead.id(), 2).getFirst();
            assertThat(child.started().personaId()).isEqualTo(pilot.id());
            assertThat(Minds.answer(lead)).isEqualTo("[%s] Pilota do Cáis · completed\nseen".formatted(child.id()));
            assertThat(offered(model.requests().getFirst())).contains("agent_pilota_do_cais", "complete");
        }
    }

    @Test
    void whoeverFailsIsAFailure() {
        leads("agent_coder");
        minds.put("look", saying(Turn.text("I cannot.").ending("gave_up")));
        try (var home = AgentsHome.open(folder, model)) {
            var lead = home.ended(start(home, persona(home, "Boss", "agent_coder", "complete")));

            assertThat(home.events(lead, RunEvent.ToolAnswered.class))
                    .singleElement()
                    .satisfies(answer -> {
                        assertThat(answer.ok()).isFalse();
                        assertThat(answer.output()).contains("Coder · failed", "I cannot.");
                    });
        }
    }

    @Test
    void nobodyElseIsOfferedItOrMayCallIt() {
        leads("agent_coder");
        try (var home = AgentsHome.open(folder, model)) {
            var assistant = home.agents().personas().find(OrgId.LOCAL, new PersonaId("pers-assistant"));
            var lead = home.ended(start(home, assistant));

            assertThat(offered(model.requests().getFirst())).noneMatch(it -> it.startsWith("agent_"));
            assertThat(home.events(lead, RunEvent.ToolAnswered.class))
                    .extracting(RunEvent.ToolAnswered::error)
                    .containsExactly("tool_not_allowed");
            assertThat(home.agents().lists().children(lead.id(), 2)).isEmpty();
        }
    }

    @Test
    void onlyAgentsThatExistCanBeNamed() {
        try (var home = AgentsHome.open(folder, model)) {
            assertThatThrownBy(() -> persona(home, "Boss", "agent_nobody"))
                    .isInstanceOf(AuleException.class)
                    .hasMessageContaining("agent_nobody");
        }
    }
}
