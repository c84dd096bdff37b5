package aule.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import aule.testkit.TempAule;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class CheckpointsApiTests {

    private static final String FILE = "/v1/projects/proj-default/files/content";

    @TempDir
    Path home;

    private TempAule aule;

    @BeforeEach
    void start() {
        aule = new TempAule(home);
    }

    @AfterEach
    void stop() {
        aule.close();
    }

    private void write(String path, String content) {
        var answer = aule.send("PUT", FILE, "{'path':'%s','content':'%s'}".formatted(path, content));
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    private String read(String path) {
        return TempAule.json(aule.get(FILE + "?path=" + path)).path("content").asString();
    }

    private JsonNode make(String label) {
        var answer =
                aule.send("POST", "/v1/checkpoints", "{'project_id':'proj-default','label':'%s'}".formatted(label));
        assertThat(answer.statusCode()).isEqualTo(201);
        var made = TempAule.json(answer);
        assertThat(answer.headers().firstValue("Location"))
                .hasValue("/v1/checkpoints/" + made.path("id").asString());
        return made;
    }

    private JsonNode get(String path) {
        var answer = aule.get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TempAule.json(answer);
    }

    private void refused(int status, String code, String method, String path, String body) {
        var answer = method.equals("GET") ? aule.get(path) : aule.send(method, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(TempAule.json(answer).path("code").asString()).isEqualTo(code);
    }

    @Test
    void aPersonKeepsComparesAndRestoresAProject() {
        write("a.txt", "one");
        var first = make("first");
        write("a.txt", "two");
        var id = first.path("id").asString();

        assertThat(first.path("files").asInt()).isOne();
        assertThat(first.path("label").asString()).isEqualTo("first");
        assertThat(first.has("run_id")).isFalse();
        var diff = get("/v1/checkpoints/" + id + "/diff");
        assertThat(diff.path("total").asInt()).isOne();
        assertThat(diff.at("/changes/0/path").asString()).isEqualTo("a.txt");
        assertThat(diff.at("/changes/0/kind").asString()).isEqualTo("modified");
        assertThat(diff.at("/changes/0/before/mode").asString()).matches("6[04][04]");
        assertThat(diff.at("/changes/0/patch").asString()).contains("-one", "+two");

        var restored = TempAule.json(aule.send("POST", "/v1/checkpoints/" + id + "/restore", "{}"));
        assertThat(restored.path("changed").asInt()).isOne();
        assertThat(restored.path("untouched_count").asInt()).isZero();
        assertThat(read("a.txt")).isEqualTo("one");
        var undo = restored.at("/before/id").asString();
        assertThat(get("/v1/checkpoints/%s/diff?against=%s".formatted(id, undo))
                        .path("total")
                        .asInt())
                .isOne();
        aule.send("POST", "/v1/checkpoints/" + undo + "/restore", "{'paths':['a.txt']}");
        assertThat(read("a.txt")).isEqualTo("two");
    }

    @Test
    void theListIsPagedAndDetailsNameWhatIsLeftOut() {
        for (int number = 0; number < 3; number++) {
            make("c" + number);
        }
        var page = get("/v1/checkpoints?project_id=proj-default&limit=2");
        assertThat(page.path("count").asInt()).isEqualTo(2);
        assertThat(page.at("/checkpoints/0/label").asString()).isEqualTo("c2");
        var rest = get("/v1/checkpoints?project_id=proj-default&limit=2&cursor="
                + page.path("next_cursor").asString());
        assertThat(rest.at("/checkpoints/0/label").asString()).isEqualTo("c0");
        assertThat(rest.has("next_cursor")).isFalse();

        var detail = get("/v1/checkpoints/" + page.at("/checkpoints/0/id").asString());
        assertThat(detail.at("/checkpoint/label").asString()).isEqualTo("c2");
        assertThat(detail.path("left_out")).isEmpty();
    }

    @Test
    void whatIsWrongIsRefused() {
        var id = make("c").path("id").asString();

        refused(400, "invalid", "GET", "/v1/checkpoints", "");
        refused(400, "invalid", "GET", "/v1/checkpoints?project_id=proj-default&colour=red", "");
        refused(400, "invalid", "GET", "/v1/checkpoints?project_id=proj-default&cursor=-1", "");
        refused(404, "not_found", "GET", "/v1/checkpoints?project_id=proj-none", "");
        refused(404, "not_found", "POST", "/v1/checkpoints", "{'project_id':'proj-none'}");
        refused(400, "invalid", "POST", "/v1/checkpoints", "{'project_id':'proj-default','colour':'red'}");
        refused(404, "not_found", "GET", "/v1/checkpoints/chk-none", "");
        refused(400, "invalid", "GET", "/v1/checkpoints/run-1", "");
        refused(404, "not_found", "GET", "/v1/checkpoints/" + id + "/diff?against=chk-none", "");
        refused(404, "not_found", "POST", "/v1/checkpoints/" + id + "/restore", "{'paths':['nothing']}");
        refused(403, "path_denied", "POST", "/v1/checkpoints/" + id + "/restore", "{'paths':['../x']}");
        refused(404, "not_found", "POST", "/v1/checkpoints/chk-none/restore", "{}");
    }
}
