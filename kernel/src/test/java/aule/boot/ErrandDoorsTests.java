package aule.boot;

import static org.assertj.core.api.Assertions.assertThat;

import aule.testkit.AnthropicServer;
import aule.testkit.Awaiting;
import aule.testkit.GeminiServer;
import aule.testkit.ModelServer;
import aule.testkit.OllamaServer;
import aule.testkit.OllamaServer.Installed;
import aule.testkit.OpenAiServer;
import aule.testkit.TempAule;
import aule.testkit.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A whole kernel in which models are asked beside the steps of runs, over the wire. */
@Timeout(300)
class ErrandDoorsTests {

    private static final String SEEN = "{\"path\": \"cat.png\", \"question\": \"Which animal is it?\"}";
    private static final String WRITTEN = "{\"path\": \"poem.txt\", \"prompt\": \"Write a line about rain.\"}";
    private static final byte[] PICTURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1, 2, 3};

    private final OpenAiServer openai = new OpenAiServer(request -> says(request.toString()));
    private final AnthropicServer anthropic = new AnthropicServer(_ -> Turn.text("A cat."));
    private final GeminiServer gemini = new GeminiServer(_ -> Turn.text("A cat."));
    private final OllamaServer ollama = new OllamaServer(_ -> Turn.text("A cat."));

    private TempAule aule;

    private static Turn says(String request) {
        if (request.contains("Answer the question about the picture")) {
            return Turn.text("A cat.");
        }
        if (request.contains("Write what is asked for, and nothing else.")) {
            return Turn.text("It rains.\n");
        }
        if (request.contains("\"role\":\"tool\"")) {
            return Turn.text("done");
        }
        return request.contains("look at it") ? Turn.call("analyze_image", SEEN) : Turn.call("generate_text", WRITTEN);
    }

    @BeforeEach
    void boot(@TempDir Path home) throws IOException {
        openai.offer("gpt-4o-mini", "gpt-3.5-turbo", "text-embedding-3-small");
        ollama.install(new Installed("llava:7b", "7B", List.of("completion", "vision")));
        var environment = Map.of(
                "OPENAI_API_KEY",
                "sk-test",
                "OPENAI_BASE_URL",
                openai.baseUrl(),
                "OPENAI_MODEL",
                "gpt-4o-mini",
                "OLLAMA_HOST",
                ollama.address());
        aule = new TempAule(home, it -> it, environment);
        add("anthropic", anthropic.address());
        add("gemini", gemini.address());
        Files.write(home.resolve("projects/default/cat.png"), PICTURE);
    }

    @AfterEach
    void stop() {
        aule.close();
        List.of(openai, anthropic, gemini, ollama).forEach(ModelServer::close);
    }

    @Test
    void aPictureComesToEachProviderAsAPicture() {
        var servers = new TreeMap<String, ModelServer>(Map.of(
                "openai/gpt-4o-mini", openai,
                "anthropic/claude-haiku-4-5", anthropic,
                "gemini/gemini-3.1-pro-preview", gemini,
                "ollama/llava:7b", ollama));
        servers.forEach((model, server) -> {
            role("vision", model);
            var run = completed("look at it");

            assertThat(output(run)).as(model).isEqualTo("A cat.");
            assertThat(server.heard().stream().flatMap(it -> it.images().stream()))
                    .as(model)
                    .containsExactly(Base64.getEncoder().encodeToString(PICTURE));
        });
        assertThat(usage("purpose")).containsEntry("image", 4L).containsEntry("answer", 8L);
    }

    @Test
    void whatIsSeldomNeededIsToldByNameOnly() {
        completed("look at it");

        var first = openai.chats().getFirst();
        assertThat(first.path("messages").path(0).path("content").asString())
                .contains("- analyze_image: ", "- generate_text: ");
        assertThat(first.path("tools").toString())
                .contains("use_tool")
                .doesNotContain("analyze_image", "generate_text")
                .hasSizeLessThan(8 * 1024);
    }

    @Test
    void aModelWithoutEyesIsToldOfAndNotAsked() {
        role("vision", "openai/gpt-3.5-turbo");

        assertThat(output(completed("look at it"))).contains("cannot see pictures", "role 'vision'");
        assertThat(usage("purpose")).doesNotContainKey("image");
    }

    @Test
    void aTextIsWrittenIntoAFileByAnotherModel() {
        role("creative", "openai/gpt-4o-mini");

        var run = completed("write me a poem");

        assertThat(output(run)).isEqualTo("openai/gpt-4o-mini wrote poem.txt (10 bytes).");
        assertThat(aule.home().resolve("projects/default/poem.txt")).hasContent("It rains.\n");
        assertThat(usage("purpose")).containsEntry("text", 1L);
        assertThat(usage("run")).containsOnlyKeys(run).containsEntry(run, 3L);
    }

    @Test
    void vectorsArePaidForByWhoeverAsks() {
        role("embedding", "openai/text-embedding-3-small");
        var made = aule.send("POST", "/v1/models/embed", "{'texts': ['rain', 'sun']}");

        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
        var answer = TempAule.json(made);
        assertThat(answer.path("model").asString()).isEqualTo("openai/text-embedding-3-small");
        assertThat(answer.path("vectors")).hasSize(2);
        assertThat(answer.path("dimensions").asInt())
                .isEqualTo(answer.path("vectors").path(0).size())
                .isPositive();
        assertThat(answer.path("cost").asString()).isEqualTo("0.000001");
        assertThat(usage("purpose")).containsExactly(Map.entry("embedding", 1L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'scope': 'person', 'period': 'call', 'max_tokens': 1}",
                "{'scope': 'org', 'period': 'month', 'max_tokens': 1}",
                "{'scope': 'org', 'period': 'day', 'max_cost': '0'}",
                "{'scope': 'person', 'period': 'run', 'max_tokens': 1}"
            })
    void noVectorsAreMadePastABudget(String budget) {
        set(budget);

        var made = aule.send("POST", "/v1/models/embed", "{'texts': ['rain and sun']}");

        assertThat(made.statusCode()).isEqualTo(402);
        assertThat(openai.received()).noneMatch(it -> it.path().contains("embeddings"));
    }

    /** Its own step fits, and what it would have looked at by the way does not. */
    @Test
    void aRunHearsThatThereIsNoRoomForWhatItAsksByTheWay() {
        role("vision", "anthropic/claude-opus-4-5");
        set("{'scope': 'org', 'period': 'call', 'max_cost': '0.06'}");

        assertThat(output(completed("look at it"))).contains("has $0.060000 of $0.060000 left", "ask a cheaper model");
        assertThat(anthropic.chats()).isEmpty();
    }

    private String completed(String goal, String... more) {
        var started = aule.send("POST", "/v1/runs", "{'goal': '%s'%s}".formatted(goal, String.join("", more)));
        var run = TempAule.json(started).path("id").asString();
        Awaiting.until(
                run + " is completed",
                Duration.ofMinutes(1),
                () -> TempAule.json(aule.get("/v1/runs/" + run))
                        .path("status")
                        .asString()
                        .equals("completed"));
        return run;
    }

    private String output(String run) {
        var steps = TempAule.json(aule.get("/v1/runs/%s/events?limit=200".formatted(run)));
        for (JsonNode event : steps.path("events")) {
            if (event.path("type").asString().equals("tool.answered")) {
                return event.path("output").asString();
            }
        }
        throw new AssertionError("No tool answered in " + steps);
    }

    private Map<String, Long> usage(String group) {
        var found = new TreeMap<String, Long>();
        for (var row : TempAule.json(aule.get("/v1/usage?group_by=" + group)).path("usage")) {
            found.put(row.path("key").asString(), row.path("calls").asLong());
        }
        return found;
    }

    private void role(String role, String model) {
        var put = aule.send("PUT", "/v1/models/roles", "{'roles': {'%s': '%s'}}".formatted(role, model));
        assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
    }

    private void add(String preset, String address) {
        var added = aule.send(
                "POST",
                "/v1/models/providers",
                "{'preset': '%s', 'base_url': '%s', 'api_key': 'key'}".formatted(preset, address));
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
    }

    private void set(String budget) {
        assertThat(aule.send("POST", "/v1/budgets", budget).statusCode()).isEqualTo(201);
    }
}
