package aule.agents;

import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.RunEvent;
import aule.testkit.AgentsHome;
import aule.testkit.Awaiting;
import aule.testkit.ScriptedModel;
import aule.testkit.Turn;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What runs did to files, shown and taken back. */
@Timeout(120)
class RunUndoTests {

    private static final String STANDARD = "/v1/projects/proj-default";

    @TempDir
    Path folder;

    private final ScriptedModel model = ScriptedModel.saying(
            write("a.txt", "two\\n"), write("b.txt", "new\\n"), write("a.txt", "three\\n"), Turn.text("Done."));

    private AgentsHome home;

    @BeforeEach
    void opens() {
        home = AgentsHome.open(folder, model);
        home.write("a.txt", "one\n");
    }

    @AfterEach
    void closes() {
        home.close();
    }

    private static Turn write(String path, String content) {
        return Turn.call("write_file", "{\"path\": \"%s\", \"content\": \"%s\"}".formatted(path, content));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private JsonNode undo(RunState run, String body) {
        return json(home.post("/v1/runs/%s/undo".formatted(run.id()), body));
    }

    private void refused(int status, String code, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(JsonMapper.shared().readTree(answer.body()).path("code").asString())
                .isEqualTo(code);
    }

    private String call(RunState run, int number) {
        return home.events(run, RunEvent.ToolCalled.class).get(number).callId();
    }

    @Test
    void aRunsChangesAreToldTakenBackAndBroughtAgain() {
        var run = home.ended(home.start("write"));
        var changes = json(home.get("/v1/runs/%s/changes".formatted(run.id())));
        assertThat(changes.path("total").asInt()).isEqualTo(2);
        assertThat(changes.at("/changes/0/path").asString()).isEqualTo("a.txt");
        assertThat(changes.at("/changes/0/patch").asString()).contains("-one", "+three");
        assertThat(changes.at("/changes/1/kind").asString()).isEqualTo("added");
        var page = json(home.get("/v1/runs/%s/changes?limit=1".formatted(run.id())));
        assertThat(page.path("next_cursor").asString()).isEqualTo("1");
        var second = json(home.get("/v1/runs/%s/changes?call_id=%s".formatted(run.id(), call(run, 1))));
        assertThat(second.at("/changes/0/path").asString()).isEqualTo("b.txt");
        assertThat(second.path("total").asInt()).isOne();

        var plan = undo(run, "{\"preview\": true}");
        assertThat(plan.path("changed").asInt()).isEqualTo(2);
        assertThat(home.project().resolve("a.txt")).hasContent("three");
        var done = undo(run, "{\"token\": \"%s\"}".formatted(plan.path("token").asString()));
        assertThat(home.project().resolve("a.txt")).hasContent("one");
        assertThat(home.project().resolve("b.txt")).doesNotExist();
        assertThat(done.at("/undo/run_id").asString()).isEqualTo(run.id().value());

        var redone = json(home.post(
                STANDARD + "/undo",
                "{\"undo_id\": \"%s\"}".formatted(done.at("/undo/id").asString())));
        assertThat(home.project().resolve("a.txt")).hasContent("three");
        assertThat(redone.at("/undo/undone_id").asString())
                .isEqualTo(done.at("/undo/id").asString());
        assertThat(json(home.get(STANDARD + "/undos?run_id=" + run.id()))
                        .path("count")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void oneCallAndOneFileAreTakenBackAlone() {
        var run = home.ended(home.start("write"));
        undo(run, "{\"call_id\": \"%s\"}".formatted(call(run, 2)));
        assertThat(home.project().resolve("a.txt")).hasContent("two");
        undo(run, "{\"paths\": [\"b.txt\"]}");

        assertThat(home.project().resolve("b.txt")).doesNotExist();
        assertThat(home.project().resolve("a.txt")).hasContent("two");
    }

    @Test
    void whatWasChangedSinceIsChosenAbout() {
        var run = home.ended(home.start("write"));
        home.write("a.txt", "mine\n");
        var plan = undo(run, "{\"preview\": true}");
        assertThat(plan.path("conflicts").asInt()).isOne();
        assertThat(plan.at("/items/0/choice").asString()).isEqualTo("mine");
        assertThat(plan.at("/items/0/old/patch").asString()).contains("-mine", "+one");
        undo(
                run,
                "{\"token\": \"%s\", \"choices\": [{\"path\": \"a.txt\", \"choice\": \"old\"}]}"
                        .formatted(plan.path("token").asString()));

        assertThat(home.project().resolve("a.txt")).hasContent("one");
    }

    @Test
    void whatIsWrongIsRefused() {
        var run = home.ended(home.start("write"));
        var path = "/v1/runs/%s/undo".formatted(run.id());
        refused(409, "stale_revision", home.post(path, "{\"token\": \"another\"}"));
        refused(404, "not_found", home.post(path, "{\"call_id\": \"nothing\"}"));
        refused(403, "path_denied", home.post(path, "{\"paths\": [\"../x\"]}"));
        refused(400, "invalid", home.post(path, "{\"colour\": \"red\"}"));
        refused(404, "not_found", home.get("/v1/runs/run-none/changes"));
        refused(400, "invalid", home.get("/v1/runs/%s/changes?cursor=-1".formatted(run.id())));
        refused(400, "invalid", home.post(STANDARD + "/undo", "{}"));
        refused(400, "invalid", home.post(STANDARD + "/undo", "{\"to\": \"2026-13-01T00:00:00Z\"}"));
        refused(404, "not_found", home.post(STANDARD + "/undo", "{\"undo_id\": \"undo-none\"}"));
        refused(400, "invalid", home.get(STANDARD + "/changes?since=soon"));
        undo(run, "{}");
        refused(409, "conflict", home.post(path, "{}"));
    }

    @Test
    void aProjectsChangesSinceAMomentAreToldAndTakenBack() {
        var kept = json201(home.post("/v1/checkpoints", "{\"project_id\": \"proj-default\"}"));
        home.ended(home.start("write"));
        home.write("by-hand", "1\n");
        var since = kept.path("made_at").asString();
        assertThat(json(home.get(STANDARD + "/changes?since=" + since))
                        .path("total")
                        .asInt())
                .isEqualTo(3);
        json(home.post(STANDARD + "/undo", "{\"to\": \"%s\"}".formatted(since)));

        assertThat(home.project().resolve("a.txt")).hasContent("one");
        assertThat(home.project().resolve("by-hand")).doesNotExist();
    }

    private static JsonNode json201(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JsonMapper.shared().readTree(answer.body());
    }

    @Test
    void snapshotsAreNamedListedRestoredAndDeleted() {
        var made = json201(home.post(STANDARD + "/snapshots", "{\"name\": \"good\"}"));
        home.write("a.txt", "later\n");
        var list = json(home.get(STANDARD + "/snapshots"));
        assertThat(list.at("/snapshots/0/name").asString()).isEqualTo("good");
        assertThat(json(home.get(STANDARD + "/keeping")).path("snapshots").asInt())
                .isOne();
        var id = made.path("id").asString();
        var back = "{\"checkpoint_id\": \"%s\"".formatted(id);
        assertThat(json(home.post(STANDARD + "/undo", back + ", \"preview\": true}"))
                        .path("changed")
                        .asInt())
                .isOne();
        json(home.post(STANDARD + "/undo", back + "}"));
        assertThat(home.project().resolve("a.txt")).hasContent("one");

        assertThat(home.send("DELETE", STANDARD + "/snapshots/" + id, "").statusCode())
                .isEqualTo(204);
        assertThat(json(home.get(STANDARD + "/snapshots")).path("count").asInt())
                .isZero();
        refused(404, "not_found", home.send("DELETE", STANDARD + "/snapshots/" + id, ""));
    }

    @Test
    void aFailedRunIsPutBackWhereTheProjectWantsThat() {
        var answer = home.send("PATCH", STANDARD, "{\"rollback_on_failure\": true}");
        assertThat(json(answer).path("rollback_on_failure").asBoolean()).isTrue();
        var failing =
                ScriptedModel.saying(write("a.txt", "two\\n"), write("b.txt", "new\\n"), Turn.refused(400, "No more."));
        home.close();
        home = AgentsHome.open(folder, failing);
        var run = home.ended(home.start("write"));
        assertThat(run.status()).isEqualTo(RunStatus.FAILED);

        Awaiting.until(
                "the files are put back",
                () -> json(home.get(STANDARD + "/undos?run_id=" + run.id()))
                                .path("count")
                                .asInt()
                        == 1);
        assertThat(home.project().resolve("a.txt")).hasContent("one");
        assertThat(home.project().resolve("b.txt")).doesNotExist();
    }
}
