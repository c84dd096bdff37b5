package aule.boot;

import static org.assertj.core.api.Assertions.assertThat;

import aule.testkit.Awaiting;
import aule.testkit.OpenAiServer;
import aule.testkit.TempAule;
import aule.testkit.Turn;
import aule.testkit.WireServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A whole kernel whose agents have pictures made, over the wire. */
@Timeout(300)
class PictureDoorsTests {

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1, 2, 3};
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 1};
    private static final String CALL = "{\"path\": \"art/cat.png\", \"prompt\": \"A cat.\", \"size\": \"512x512\"}";

    private final OpenAiServer thinker = new OpenAiServer(PictureDoorsTests::says);
    private final WireServer far = images(PNG);
    private final WireServer near = images(JPEG);
    private final WireServer google = gemini();

    @TempDir
    Path home;

    private TempAule aule;

    private static Turn says(JsonNode request) {
        return request.toString().contains("\"role\":\"tool\"") ? Turn.text("done") : Turn.call("generate_image", CALL);
    }

    private static WireServer images(byte[] picture) {
        var data = Base64.getEncoder().encodeToString(picture);
        return new WireServer((request, out) -> {
            var body = request.path().endsWith("/models")
                    ? "{\"data\": [{\"id\": \"flux-1\"}, {\"id\": \"whisper\"}, {\"id\": \"bge-m3\"}]}"
                    : "{\"data\": [{\"b64_json\": \"%s\"}]}".formatted(data);
            out.whole(200, Map.of("Content-Type", "application/json"), body);
        });
    }

    private static WireServer gemini() {
        var data = Base64.getEncoder().encodeToString(PNG);
        return new WireServer(
                (request, out) -> out.whole(200, Map.of("Content-Type", "application/json"), """
                {"candidates": [{"content": {"parts": [{"text": "Here."}, {"inlineData": {"mimeType": "image/png", \
                "data": "%s"}}]}}], "usageMetadata": {"promptTokenCount": 10, "candidatesTokenCount": 1290}}""".formatted(data)));
    }

    @BeforeEach
    void boot() {
        thinker.offer("gpt-4o-mini");
        var environment = Map.of(
                "OPENAI_API_KEY", "sk-test", "OPENAI_BASE_URL", thinker.baseUrl(), "OPENAI_MODEL", "gpt-4o-mini");
        aule = new TempAule(home, it -> it, environment);
    }

    @AfterEach
    void stop() {
        aule.close();
        thinker.close();
        List.of(far, near, google).forEach(WireServer::close);
    }

    @Test
    void theSettingsSayWhereAPictureIsMadeWithoutARestart() {
        settings("'mode': 'remote', 'remote_url': '%s/v1', 'api_key': 'sk-picture', 'default_model': 'dall-e-3'"
                .formatted(far.address()));
        assertThat(output(completed())).isEqualTo("openai/dall-e-3 made art/cat.png (image/png, 11 bytes).");

        assertThat(home.resolve("projects/default/art/cat.png")).hasBinaryContent(PNG);
        var asked = far.received().getFirst();
        assertThat(asked.path()).isEqualTo("/v1/images/generations");
        assertThat(asked.headers()).containsEntry("authorization", "Bearer sk-picture");
        assertThat(asked.body())
                .contains("\"model\":\"dall-e-3\"", "\"size\":\"512x512\"", "\"response_format\":\"b64_json\"");

        settings("'mode': 'local', 'local_url': '%s/v1', 'default_model': ''".formatted(near.address()));
        assertThat(output(completed())).isEqualTo("localai/flux-1 made art/cat.jpg (image/jpeg, 5 bytes).");

        assertThat(home.resolve("projects/default/art/cat.jpg")).hasBinaryContent(JPEG);
        assertThat(far.received()).hasSize(1);
        var last = near.received().getLast();
        assertThat(last.path()).isEqualTo("/v1/images/generations");
        assertThat(last.headers()).doesNotContainKey("authorization");
        assertThat(usage("picture").path("calls").asInt()).isEqualTo(2);
    }

    @Test
    void aPictureCostsWhatThePersonSaysThatOneCosts() throws Exception {
        Files.writeString(
                home.resolve("models.yaml"),
                "models: { openai/dall-e-3: { price: { input: 0, output: 0, image: 0.04 } } }");
        settings("'mode': 'remote', 'remote_url': '%s/v1', 'api_key': 'sk-picture', 'default_model': 'dall-e-3'"
                .formatted(far.address()));
        completed();

        assertThat(usage("picture").path("cost").asString()).isEqualTo("0.040000");
    }

    @Test
    void aPictureForWhichThereIsNoRoomIsNotMade() {
        settings("'mode': 'remote', 'remote_url': '%s/v1', 'api_key': 'sk', 'default_model': 'gpt-image-1'"
                .formatted(far.address()));
        var budget = aule.send("POST", "/v1/budgets", "{'scope': 'org', 'period': 'call', 'max_cost': '0.1'}");
        assertThat(budget.statusCode()).isEqualTo(201);

        assertThat(output(completed())).contains("has $0.100000 of $0.100000 left");
        assertThat(far.received()).isEmpty();
    }

    @Test
    void theModelOfTheRoleIsAskedInItsOwnProtocol() {
        var added = aule.send(
                "POST",
                "/v1/models/providers",
                "{'preset': 'gemini', 'base_url': '%s', 'api_key': 'g-key'}".formatted(google.address()));
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        var put = aule.send("PUT", "/v1/models/roles", "{'roles': {'image': 'gemini/gemini-2.5-flash-image'}}");
        assertThat(put.statusCode()).as(put.body()).isEqualTo(200);

        assertThat(output(completed())).startsWith("gemini/gemini-2.5-flash-image made art/cat.png");
        assertThat(google.received())
                .anySatisfy(
                        it -> assertThat(it.path()).isEqualTo("/v1beta/models/gemini-2.5-flash-image:generateContent"))
                .anySatisfy(it -> assertThat(it.body()).contains("\"responseModalities\":[\"TEXT\",\"IMAGE\"]"));
        assertThat(usage("picture").path("cost").asString()).isEqualTo("0.038703");
    }

    @Test
    void withoutAnyModelForItARunHearsWhatToDo() {
        assertThat(output(completed())).contains("No model here makes pictures", "Settings → Models");
    }

    @Test
    void whatMakesPicturesOrVectorsIsListedByItself() {
        var added = aule.send(
                "POST", "/v1/models/providers", "{'preset': 'localai', 'base_url': '%s/v1'}".formatted(near.address()));
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);

        assertThat(ids("image")).containsExactly("localai/flux-1");
        assertThat(ids("embedding")).contains("localai/bge-m3", "builtin/all-minilm-l6-v2");
        assertThat(ids("chat")).doesNotContain("localai/flux-1", "localai/bge-m3");
    }

    private List<String> ids(String kind) {
        return TempAule.json(aule.get("/v1/models?kind=" + kind))
                .path("models")
                .valueStream()
                .map(it -> it.path("id").asString())
                .toList();
    }

    private void settings(String image) {
        var put = aule.send("PUT", "/v1/settings", "{'providers': {'image': {%s}}}".formatted(image));
        assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
    }

    private String completed() {
        var run = TempAule.json(aule.send("POST", "/v1/runs", "{'goal': 'paint a cat'}"))
                .path("id")
                .asString();
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
        return TempAule.json(aule.get("/v1/runs/%s/events?limit=200".formatted(run)))
                .path("events")
                .valueStream()
                .filter(it -> it.path("type").asString().equals("tool.answered"))
                .map(it -> it.path("output").asString())
                .findFirst()
                .orElseThrow();
    }

    private JsonNode usage(String purpose) {
        return TempAule.json(aule.get("/v1/usage?group_by=purpose"))
                .path("usage")
                .valueStream()
                .filter(it -> it.path("key").asString().equals(purpose))
                .findFirst()
                .orElseThrow();
    }
}
