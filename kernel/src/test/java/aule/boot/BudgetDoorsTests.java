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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    private static final ModelSpec DEAR = new ModelSpec(
            "scripted/dear",
            "dear",
            "scripted",
            "general",
            "",
            "",
            true,
            true,
            100_000,
            new ModelSpec.Supports(true, true, true),
            null,
            new Price(1_000, 1_000),
            null,
            Set.of());

    private final ScriptedModel model = ScriptedModel.answering(request -> {
                var words = request.messages().toString();
                if (words.contains("please fail")) {
                    return Turn.refused(400, "I never do that.");
                }
                if (words.contains("please go on")) {
                    return Turn.call("think", "{\"thought\": \"step %d\"}".formatted(words.length()));
                }
                return Turn.text("done");
            })
            .as(DEAR);

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
