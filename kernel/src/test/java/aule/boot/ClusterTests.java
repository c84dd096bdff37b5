package aule.boot;

import static org.assertj.core.api.Assertions.assertThat;

import aule.store.Address;
import aule.testkit.Awaiting;
import aule.testkit.FixedModels;
import aule.testkit.ScriptedModel;
import aule.testkit.TempAule;
import aule.testkit.TempPostgres;
import aule.testkit.Turn;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two kernels on one database: what is said to one reaches the work that the other does. */
@Timeout(120)
class ClusterTests {

    @TempDir
    private Path folder;

    private final Address store = TempPostgres.address();

    @Test
    void aRunIsCancelledThroughTheOtherKernel() {
        var model = ScriptedModel.saying(Turn.call("exec", "{\"command\": \"sleep 98.7656; true\"}"));
        try (var one = kernel("a", model);
                var other = kernel("b", ScriptedModel.saying())) {
            var run = start(one, "sleep");
            Awaiting.until("the command runs", () -> sleeping() > 0);

            assertThat(other.send("POST", "/v1/runs/%s/cancel".formatted(run), "{}")
                            .statusCode())
                    .isEqualTo(200);

            Awaiting.until("the process is gone", () -> sleeping() == 0);
            assertThat(status(one, run)).isEqualTo("cancelled");
        }
    }

    @Test
    void aRunIsPausedAndResumedThroughTheOtherKernel() {
        var model = ScriptedModel.saying(Turn.broken(Turn.Fault.STALL, "I begin"), Turn.text("done"));
        try (var one = kernel("a", model);
                var other = kernel("b", model)) {
            var run = start(one, "talk");
            Awaiting.until("the model is asked", () -> model.requests().size() == 1);

            assertThat(other.send("POST", "/v1/runs/%s/pause".formatted(run), "{}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(status(one, run)).isEqualTo("paused");
            assertThat(other.send("POST", "/v1/runs/%s/resume".formatted(run), "{}")
                            .statusCode())
                    .isEqualTo(200);

            Awaiting.until("the run is completed", () -> status(one, run).equals("completed"));
            assertThat(model.requests()).hasSize(2);
        }
    }

    @Test
    void aQuestionIsAnsweredThroughTheOtherKernel() {
        var model =
                ScriptedModel.saying(Turn.call("ask_user", "{\"question\": \"Which colour?\"}"), Turn.text("Blue."));
        try (var one = kernel("a", model);
                var other = kernel("b", model)) {
            var run = start(one, "ask");
            Awaiting.until("the run waits", () -> status(other, run).equals("waiting"));
            var question = TempAule.json(other.get("/v1/confirmations?status=pending"))
                    .at("/confirmations/0/id")
                    .asString();

            other.send("POST", "/v1/confirmations/" + question, "{'decision': 'answer', 'text': 'Blue'}");

            Awaiting.until("the run is completed", () -> status(one, run).equals("completed"));
        }
    }

    @Test
    void aModelThatIsChosenAtOneKernelIsAskedByTheOther() {
        try (var one = new TempAule(folder.resolve("a"), folder.resolve("data"), store, it -> it);
                var other = new TempAule(folder.resolve("b"), folder.resolve("data"), store, it -> it)) {
            one.send("PUT", "/v1/settings", "{'providers': {'llm': {'default_model': 'ollama/chosen'}}}");

            Awaiting.until(
                    "the other kernel follows",
                    () -> TempAule.json(other.get("/v1/system/status"))
                            .path("default_model")
                            .asString()
                            .equals("ollama/chosen"));
        }
    }

    private TempAule kernel(String home, ScriptedModel model) {
        return new TempAule(folder.resolve(home), folder.resolve("data"), store, _ -> new FixedModels(model));
    }

    private static String start(TempAule aule, String goal) {
        var started = aule.send("POST", "/v1/runs", "{'goal': '%s'}".formatted(goal));
        return TempAule.json(started).path("id").asString();
    }

    private static String status(TempAule aule, String run) {
        return TempAule.json(aule.get("/v1/runs/" + run)).path("status").asString();
    }

    private static long sleeping() {
        return ProcessHandle.allProcesses()
                .filter(it -> it.info().commandLine().orElse("").contains("sleep 98.7656"))
                .count();
    }
}
