package aule.boot;

import static org.assertj.core.api.Assertions.assertThat;

import aule.gateway.Gateway;
import aule.testkit.Awaiting;
import aule.testkit.FixedClock;
import aule.testkit.FixedModels;
import aule.testkit.ScriptedModel;
import aule.testkit.TempAule;
import aule.testkit.Turn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With nothing due nobody thinks, however long that lasts. */
@Timeout(120)
class IdleTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String WAIT = "{\"question\": \"Which colour?\"}";

    @TempDir
    Path home;

    private final FixedClock clock = new FixedClock();

    @Test
    void aDayOfWaitingAsksNoModel() {
        var model =
                ScriptedModel.answering(request -> request.messages().toString().contains("paint")
                        ? Turn.call("ask_user", WAIT)
                        : Turn.text("Good morning."));
        try (var aule = open(model)) {
            var waiting = start(aule, "paint the door");
            status(aule, waiting, "waiting");
            var paused = start(aule, "paint the wall");
            status(aule, paused, "waiting");
            assertThat(aule.send("POST", "/v1/runs/%s/pause".formatted(paused), "{}")
                            .statusCode())
                    .isEqualTo(200);
            var asked = model.requests().size();

            for (var hour = 0; hour < 24; hour++) {
                clock.advance(Duration.ofHours(1));
                assertThat(aule.get("/v1/system/status").statusCode()).isEqualTo(200);
            }
            var morning = start(aule, "say good morning");
            status(aule, morning, "completed");

            assertThat(model.requests()).hasSize(asked + 1);
            status(aule, waiting, "waiting");
            status(aule, paused, "paused");
        }
    }

    private TempAule open(ScriptedModel model) {
        return new TempAule(home, Map.of(), new Aule.World(clock, _ -> new FixedModels(model), Gateway.Limits.DEFAULT));
    }

    private static String start(TempAule aule, String goal) {
        return TempAule.json(aule.send("POST", "/v1/runs", "{'goal': '%s'}".formatted(goal)))
                .path("id")
                .asString();
    }

    private static void status(TempAule aule, String run, String status) {
        Awaiting.until(
                "the run is " + status,
                PATIENCE,
                () -> TempAule.json(aule.get("/v1/runs/" + run))
                        .path("status")
                        .asString()
                        .equals(status));
    }
}
