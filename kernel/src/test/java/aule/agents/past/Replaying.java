package aule.agents.past;

import static org.assertj.core.api.Assertions.assertThat;

import aule.agents.RunState;
import aule.testkit.AgentsHome;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How tests of replays ask for them. */
public final class Replaying {

    private Replaying() {}

    static JsonNode replay(AgentsHome home, RunState run, String mode) {
        var answer = home.post("/v1/runs/%s/replay".formatted(run.id()), "{\"mode\": \"%s\"}".formatted(mode));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    /** Plays the run again and sees every event of its worker come again, byte by byte. */
    public static void isTheSame(AgentsHome home, RunState run) {
        var replay = replay(home, run, "strict");
        assertThat(replay.path("differences")).isEmpty();
        assertThat(replay.path("same").asBoolean()).as(replay.toString()).isTrue();
        assertThat(replay.path("status")).isEqualTo(replay.path("recorded_status"));
        assertThat(replay.path("events").asInt()).isEqualTo(madeByItself(home, run));
    }

    private static int madeByItself(AgentsHome home, RunState run) {
        return (int) home.agents().runs().history(run).stream()
                .filter(event -> event.actor().equals(run.id().value()))
                .count();
    }
}
