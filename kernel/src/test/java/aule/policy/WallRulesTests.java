package aule.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aule.kernel.AuleException;
import aule.kernel.PersonaId;
import aule.kernel.ProjectId;
import aule.kernel.ToolName;
import aule.rules.Rules;
import aule.rules.RulesRoom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WallRulesTests {

    private static final Rules LANGUAGE = RulesRoom.open().rules();

    @Test
    void theFirstRuleThatAppliesSaysWhichWallsACommandGets() {
        var rules = parsed("""
                isolation:
                  - {id: strangers, when: "project == 'proj-strangers'", rung: runsc, memory_mb: 1024, cpus: 1.5}
                  - {id: agent, when: "persona == 'pers-coder'", minimum: 2}
                  - {id: rest, when: "true", minimum: 3}
                """);

        assertThat(rules.walls(action("proj-strangers", "pers-coder")))
                .isEqualTo(new Walls("strangers", 4, "runsc", 1L << 30, 1.5));
        assertThat(rules.walls(action("proj-default", "pers-coder"))).isEqualTo(new Walls("agent", 2, "", 0, 0));
        assertThat(rules.walls(action("proj-default", "pers-writer"))).isEqualTo(new Walls("rest", 3, "", 0, 0));
    }

    @Test
    void withoutSuchRulesTheWallsAreTheUsual() {
        assertThat(parsed("").walls(action("proj-default", "pers-coder"))).isEqualTo(Walls.USUAL);
    }

    @Test
    void aConditionWithoutAnAnswerRestricts() {
        var rules = parsed("isolation: [{id: odd, when: \"args.missing == 'x'\", minimum: 1}]\n");

        assertThat(rules.walls(action("proj-default", "pers-coder")).minimum()).isEqualTo(1);
    }

    @Test
    void aMistakeIsNamed() {
        refused("isolation: 3\n", "list");
        refused("isolation: [{id: a, when: 'true', minimum: 5}]\n", "'a'", "minimum");
        refused("isolation: [{id: a, when: 'true', minimum: one}]\n", "'a'", "minimum");
        refused("isolation: [{id: a, when: 'true', rung: docker}]\n", "'a'", "docker", "podman");
        refused("isolation: [{id: a, when: 'true', memory: 5}]\n", "'a'", "memory_mb");
        refused("isolation: [{when: 'true', minimum: 1}]\n", "id");
        refused("isolation: [{id: a, when: 'nobody == 1', minimum: 1}]\n", "'a'");
    }

    private static void refused(String yaml, String... words) {
        assertThatThrownBy(() -> parsed(yaml))
                .isInstanceOfSatisfying(
                        AuleException.class, it -> assertThat(it.sentence()).contains(words));
    }

    private static RuleSet parsed(String isolation) {
        return RuleSet.parse("rules: []\n" + isolation, LANGUAGE);
    }

    private static Action action(String project, String persona) {
        return new Action(
                new ToolName("exec"),
                "write",
                Map.of(),
                List.of(),
                0,
                false,
                false,
                "ls",
                true,
                1,
                new PersonaId(persona),
                new ProjectId(project));
    }
}
