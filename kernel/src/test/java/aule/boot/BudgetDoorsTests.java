package aule.boot;

import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.SystemClock;
import aule.models.ModelSpec;
import aule.models.Price;
import aule.testkit.Awaiting;
import aule.testkit.FixedModels;
import aule.testkit.ScriptedModel;
import aule.testkit.TempAule;
import aule.testkit.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A whole kernel in a world of limits of one cent and one token: no door leads past them. */
@Timeout(180)
class BudgetDoorsTests {

    private static final ModelSpec DEAR = ScriptedModel.spec("dear", new Price(1_000, 1_000));

    /** Opens once there is a limit: what was asked before may still be answered. */
    private final CountDownLatch limited = new CountDownLatch(1);

    private final ScriptedModel model = ScriptedModel.answering(request -> {
                var words = request.messages().toString();
                if (words.contains("please have it done by ")) {
                    return having(words);
                }
                if (words.contains("please fail")) {
                    return Turn.refused(400, "I never do that.");
                }
                if (words.contains("please go on")) {
                    return Turn.call("think", "{\"thought\": \"step %d\"}".formatted(words.length()));
                }
                return Turn.text("done");
            })
            .as(DEAR);

    /** Has another agent do the work, after there is a limit. */
    private Turn having(String words) {
        try {
            limited.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        if (words.contains("by analyze_image")) {
            return Turn.call("analyze_image", "{\"path\": \"cat.png\", \"question\": \"Which animal?\"}");
        }
        if (words.contains("by generate_text")) {
            return Turn.call("generate_text", "{\"prompt\": \"A line about rain.\"}");
        }
        var tool = words.contains("by delegate") ? "delegate" : words.contains("by spawn") ? "spawn" : "agent_coder";
        var task = "{\"task\": \"please think\"}";
        return Turn.call(tool, tool.equals("delegate") ? "{\"tasks\": [%s]}".formatted(task) : task);
    }

    private TempAule aule;

    @BeforeEach
    void boot(@TempDir Path home) {
        aule = new TempAule(home, Map.of(), new Aule.World(SystemClock.UTC, _ -> new FixedModels(model)));
    }

    @AfterEach
    void stop() {
        aule.close();
    }

    private JsonNode run(String id) {
        return TempAule.json(aule.get("/v1/runs/" + id));
    }

    private String post(String path, String body) {
        var answer = aule.send("POST", path, body);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 202);
        var json = TempAule.json(answer);
        return json.has("run_id")
                ? json.path("run_id").asString()
                : json.path("id").asString();
    }

    private String start(String goal, String more) {
        return post("/v1/runs", "{'goal': '%s'%s}".formatted(goal, more));
    }

    private void await(String id, String status) {
        Awaiting.until(
                id + " is " + status, () -> run(id).path("status").asString().equals(status));
    }

    private void set(String budget) {
        assertThat(aule.send("POST", "/v1/budgets", budget).statusCode()).isEqualTo(201);
    }

    @Test
    void aBenchIsPaidForLikeAnythingElse() {
        var tried = aule.send("POST", "/v1/models/bench", "{'task': 'nothing'}");
        assertThat(tried.statusCode()).as(tried.body()).isEqualTo(200);
        assertThat(aule.get("/v1/usage?group_by=model").body()).contains("scripted/dear");
        set("{'scope': 'org', 'period': 'day', 'max_cost': '0.000001'}");
        var asked = model.requests().size();

        assertThat(aule.send("POST", "/v1/models/bench", "{'task': 'nothing'}").body())
                .contains("budget_exceeded");
        assertThat(model.requests()).hasSize(asked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'scope': 'org', 'period': 'day', 'max_cost': '0.01'}",
                "{'scope': 'org', 'period': 'month', 'max_tokens': 1}",
                "{'scope': 'agent', 'period': 'call', 'max_tokens': 1}",
                "{'scope': 'person', 'period': 'run', 'max_cost': '0.01'}"
            })
    void noDoorLeadsPastALimit(String budget) {
        var completed = start("please think", "");
        var failed = start("please fail", "");
        var letter = start("please fail again", "");
        var stepping = start("please go on", ", 'max_steps': 1");
        var chatting = TempAule.json(aule.send("POST", "/v1/agent/chat", "{'message': 'hello'}"));
        await(completed, "completed");
        await(failed, "failed");
        await(letter, "failed");
        await(stepping, "waiting");
        set(budget);
        var asked = model.requests().size();

        var tried = new ArrayList<String>();
        tried.add(start("please think again", ""));
        tried.add(start("please think", ", 'budget': {'max_cost': '100'}"));
        tried.add(post("/v1/agent/chat", "{'message': 'hello'}"));
        tried.add(post(
                "/v1/agent/chat",
                "{'message': 'and now?', 'conversation_id': '%s'}"
                        .formatted(chatting.path("conversation_id").asString())));
        tried.add(post("/v1/runs/%s/retry".formatted(failed), "{}"));
        tried.add(post("/v1/dead-letters/%s/retry".formatted(letter), "{}"));
        tried.add(post("/v1/runs/%s/fork".formatted(completed), "{}"));
        post("/v1/runs/%s/continue".formatted(stepping), "{'steps': 5}");
        tried.add(stepping);

        tried.forEach(it -> Awaiting.until(
                it + " waits for its budget",
                () -> run(it).path("waiting").path("reason").asString("").equals("budget")));
        assertThat(model.requests()).hasSize(asked);
        assertThat(tried)
                .doesNotHaveDuplicates()
                .allSatisfy(
                        it -> assertThat(run(it).path("waiting").path("detail").asString())
                                .contains("Raise the budget", "cheaper model", "stop it"));
    }

    private JsonNode childOf(String run) {
        var path = "/v1/runs?parent_id=" + run;
        Awaiting.until(
                run + " has a child",
                () -> !TempAule.json(aule.get(path)).path("runs").isEmpty());
        return TempAule.json(aule.get(path)).path("runs").get(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"delegate", "spawn", "agent"})
    void noAgentWorksForAnotherPastALimit(String way) {
        var persona = post(
                "/v1/personas",
                "{'name': 'Boss', 'system_prompt': 'You lead.', 'allowed_tools': ['delegate', 'spawn', 'agent_coder', 'complete']}");
        var parent = start("please have it done by " + way, ", 'persona_id': '%s'".formatted(persona));
        Awaiting.until("the model is asked", () -> model.requests().size() == 1);
        set("{'scope': 'org', 'period': 'day', 'max_cost': '0.01'}");
        limited.countDown();

        var child = childOf(parent).path("id").asString();

        Awaiting.until(
                child + " waits for its budget",
                () -> run(child).path("waiting").path("reason").asString("").equals("budget"));
        assertThat(model.requests()).hasSize(1);
    }

    /** The question by the way is refused, and then the run waits with its own next one. */
    @ParameterizedTest
    @ValueSource(strings = {"analyze_image", "generate_text"})
    void noToolAsksAModelPastALimit(String tool) throws IOException {
        Files.write(
                aule.home().resolve("projects/default/cat.png"),
                new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
        var run = start("please have it done by " + tool, "");
        Awaiting.until("the model is asked", () -> model.requests().size() == 1);
        set("{'scope': 'org', 'period': 'month', 'max_tokens': 1}");
        limited.countDown();

        Awaiting.until(
                run + " waits for its budget",
                () -> run(run).path("waiting").path("reason").asString("").equals("budget"));
        assertThat(model.requests()).hasSize(1);
        assertThat(aule.get("/v1/runs/%s/events?limit=200".formatted(run)).body())
                .contains("\"budget_exceeded\"", tool);
    }

    @Test
    void whatIsPlayedAgainAndWhatIsGuessedAsksNobody() {
        var completed = start("please think", "");
        await(completed, "completed");
        set("{'scope': 'org', 'period': 'day', 'max_cost': '0.01'}");
        var asked = model.requests().size();

        for (var path : List.of("/v1/runs/%s/replay".formatted(completed), "/v1/runs/%s/tests".formatted(completed))) {
            assertThat(aule.send("POST", path, "{}").statusCode()).as(path).isBetween(200, 201);
        }
        assertThat(aule.send("POST", "/v1/runs/estimate", "{}").statusCode()).isEqualTo(200);
        var snapshot = TempAule.json(aule.send("POST", "/v1/runs/%s/snapshots".formatted(completed), "{}"));
        var restored = post(
                "/v1/runs/%s/snapshots/%s/restore"
                        .formatted(completed, snapshot.path("id").asString()),
                "{'message': 'please think more'}");

        Awaiting.until(
                "what goes on from a snapshot waits",
                () -> run(restored).path("waiting").path("reason").asString("").equals("budget"));
        assertThat(model.requests()).hasSize(asked);
    }

    @Test
    void anotherModelOfTheSamePriceIsNoWayPastALimit() {
        set("{'scope': 'org', 'period': 'day', 'max_tokens': 1}");
        var waiting = start("please think", "");
        await(waiting, "waiting");

        assertThat(aule.send("PATCH", "/v1/runs/" + waiting, "{'model': 'scripted/dear'}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(aule.send("PATCH", "/v1/runs/" + waiting, "{'budget': {'max_cost': '1000'}}")
                        .statusCode())
                .isEqualTo(200);
        start("please think too", "");
        Awaiting.until(
                "both wait",
                () -> TempAule.json(aule.get("/v1/runs?status=waiting"))
                                .path("count")
                                .asInt()
                        == 2);

        assertThat(run(waiting).path("waiting").path("reason").asString()).isEqualTo("budget");
        assertThat(model.requests()).isEmpty();
    }

    @Test
    void theInboxTellsOnceOfABudgetThatHoldsManyRunsUp() {
        set("{'scope': 'org', 'period': 'day', 'max_cost': '0.01'}");
        List.of(start("please think", ""), start("please think", ""), start("please think", ""))
                .forEach(it -> await(it, "waiting"));

        Awaiting.until("it is said", () -> !letters().isEmpty());

        assertThat(letters())
                .singleElement()
                .satisfies(it -> assertThat(it.path("content").asString()).contains("$0.010000 of $0.010000 left"));
    }

    private List<JsonNode> letters() {
        var page = TempAule.json(aule.get("/v1/conversations/conv-kernel-system/messages"));
        return StreamSupport.stream(page.path("messages").spliterator(), false).toList();
    }
}
