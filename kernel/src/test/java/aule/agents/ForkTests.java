package aule.agents;

import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.OrgId;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.StreamId;
import aule.models.ChatModel.Message;
import aule.models.ChatModel.Request;
import aule.testkit.AgentsHome;
import aule.testkit.ScriptedModel;
import aule.testkit.Turn;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs that begin with the history of another. */
@Timeout(300)
class ForkTests {

    @TempDir
    Path folder;

    private final ScriptedModel model = ScriptedModel.saying(write("one"), write("two"), Turn.text("Two it is."));

    private static Turn write(String content) {
        return Turn.call("write_file", "{\"path\": \"a.txt\", \"content\": \"%s\"}".formatted(content));
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    private static RunState fork(AgentsHome home, RunState source, String body) {
        var answer = home.post("/v1/runs/%s/fork".formatted(source.id()), body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        var id = new RunId(json(answer.body()).path("id").asString());
        return home.agents().runs().find(OrgId.LOCAL, id);
    }

    /** The position of the n-th event of a kind. */
    private static long position(AgentsHome home, RunState run, Class<? extends RunEvent> kind, int number) {
        return home.journal().read(StreamId.of(run.id()), 0, 1_000).stream()
                .filter(it -> kind.isInstance(it.body()))
                .skip(number - 1)
                .findFirst()
                .orElseThrow()
                .position();
    }

    private Path copy() {
        return folder.resolve("projects/fork-of-workshop");
    }

    private static List<String> said(Request request) {
        return request.messages().stream()
                .map(it -> switch (it) {
                    case Message.User(var text, var _) -> text;
                    case Message.Assistant assistant -> assistant.text();
                    case Message.ToolResult result -> result.output();
                })
                .toList();
    }

    @Test
    void aForkGoesOnFromAnEventWithTheFilesThatWereThereThen() {
        try (var home = AgentsHome.open(folder, model)) {
            var source = home.ended(home.start("write something"));
            var before = home.events(source.id());
            var at = position(home, source, RunEvent.ToolAnswered.class, 1);
            model.add(Turn.call("read_file", "{\"path\": \"a.txt\"}"), Turn.text("Three it is."));

            var fork = home.ended(fork(home, source, "{\"at\": %d, \"message\": \"Rather three.\"}".formatted(at)));

            assertThat(fork.ended()).isEqualTo(new RunEvent.Completed(fork.id(), "Three it is."));
            assertThat(fork.started().lineage().forkOf()).isEqualTo(source.id());
            assertThat(fork.started().lineage().forkAt()).isEqualTo(at);
            assertThat(fork.started().projectId()).isNotEqualTo(source.started().projectId());
            assertThat(copy().resolve("a.txt")).hasContent("one");
            assertThat(home.project().resolve("a.txt")).hasContent("two");
            var asked = said(model.requests().get(3));
            assertThat(asked.getFirst()).isEqualTo("write something");
            assertThat(asked.getLast()).contains("Rather three.");
            assertThat(asked.toString()).doesNotContain("two");
            assertThat(home.events(fork, RunEvent.ToolAnswered.class))
                    .singleElement()
                    .satisfies(it -> assertThat(it.output()).contains("one"));
            assertThat(home.events(source.id())).isEqualTo(before);
        }
    }

    @Test
    void theForksOfARunAreListed() {
        try (var home = AgentsHome.open(folder, model)) {
            var source = home.ended(home.start("write something"));
            model.add(Turn.text("Done."), Turn.text("Done again."), Turn.text("Something else."));
            var first = home.ended(fork(home, source, "{\"workspace\": \"keep\"}"));
            var second = home.ended(fork(home, first, "{\"workspace\": \"keep\"}"));
            home.ended(home.start("something else"));

            var found = json(home.get("/v1/runs?fork_of=" + source.id()).body());

            assertThat(found.path("runs"))
                    .extracting(it -> it.path("id").asString())
                    .containsExactly(first.id().value());
            assertThat(second.started().lineage().forkOf()).isEqualTo(first.id());
        }
    }

    @Test
    void aForkIsReplayedAndComparedLikeAnyRun() {
        try (var home = AgentsHome.open(folder, model)) {
            var source = home.ended(home.start("write something"));
            var at = position(home, source, RunEvent.ToolAnswered.class, 1);
            model.add(write("three"), Turn.text("Three it is."));
            var fork = home.ended(fork(home, source, "{\"at\": %d}".formatted(at)));

            var replay = json(
                    home.post("/v1/runs/%s/replay".formatted(fork.id()), "{}").body());
            var compared = json(home.get("/v1/runs/compare?left=%s&right=%s".formatted(source.id(), fork.id()))
                    .body());

            assertThat(replay.path("same").asBoolean()).as(replay.toString()).isTrue();
            assertThat(compared.path("diverges_at").asInt()).isEqualTo(2);
            assertThat(compared.path("steps").path(0).path("same").asBoolean()).isTrue();
            assertThat(compared.path("steps").path(0).path("left").has("position"))
                    .isTrue();
            assertThat(fork.work().step()).isEqualTo(3);
            assertThat(fork.work().toolCalls()).isEqualTo(1);
        }
    }

    @Test
    void anotherAnswerOfTheModelIsCarriedOut() {
        try (var home = AgentsHome.open(folder, model)) {
            var source = home.ended(home.start("write something"));
            var at = position(home, source, RunEvent.ModelAnswered.class, 2);
            model.add(Turn.text("Done."));

            var fork = home.ended(fork(home, source, """
                    {"at": %d, "answer": {"text": "No: four.", "tool_calls": [
                        {"tool": "append_file", "arguments": {"path": "a.txt", "content": "four"}}]}}
                    """.formatted(at)));

            assertThat(fork.status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(copy().resolve("a.txt")).hasContent("onefour");
            assertThat(home.project().resolve("a.txt")).hasContent("two");
            assertThat(said(model.requests().get(3)).toString()).contains("No: four.");
        }
    }

    @Test
    void anotherResultIsWhatTheModelReads() {
        try (var home = AgentsHome.open(folder, model)) {
            var source = home.ended(home.start("write something"));
            var at = position(home, source, RunEvent.ToolAnswered.class, 1);
            model.add(Turn.text("A pity."));

            var fork = home.ended(fork(
                    home,
                    source,
                    "{\"at\": %d, \"result\": {\"ok\": false, \"output\": \"The disk is full.\"}}".formatted(at)));

            assertThat(fork.status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(said(model.requests().get(3)).getLast()).isEqualTo("The disk is full.");
        }
    }

    @Test
    void anotherGoalAndModelTakeThePlaceOfTheFirst() {
        try (var home = AgentsHome.open(folder, model)) {
            var source = home.ended(home.start("write something"));
            model.add(Turn.text("Done."));

            var fork = home.ended(fork(home, source, "{\"at\": 1, \"goal\": \"write nothing\"}"));

            assertThat(fork.started().goal()).isEqualTo("write nothing");
            assertThat(said(model.requests().get(3))).containsExactly("write nothing");
            assertThat(copy().resolve("a.txt")).doesNotExist();
            assertThat(home.events(fork, RunEvent.Inherited.class)).isEmpty();

            var lost = home.ended(fork(home, source, "{\"at\": 1, \"model\": \"nobody/nothing\"}"));
            assertThat(lost.status()).isEqualTo(RunStatus.FAILED);
            assertThat(lost.work().lastLine()).contains("nobody/nothing");
        }
    }

    @Test
    void whatOthersChangedSinceIsNotInTheCopy() {
        try (var home = AgentsHome.open(folder, model)) {
            var source = home.ended(home.start("write something"));
            model.add(write("five"), Turn.text("Five."), Turn.text("Done."));
            home.ended(home.start("write something else"));

            home.ended(fork(home, source, "{\"message\": \"And now?\"}"));

            assertThat(copy().resolve("a.txt")).hasContent("two");
            assertThat(home.project().resolve("a.txt")).hasContent("five");
        }
    }

    @Test
    void theProjectItselfIsPutBackIfSomebodyWantsIt() {
        try (var home = AgentsHome.open(folder, model)) {
            var source = home.ended(home.start("write something"));
            var at = position(home, source, RunEvent.ToolAnswered.class, 1);
            model.add(Turn.text("Done."), Turn.text("Done."));

            var kept = home.ended(fork(home, source, "{\"at\": %d, \"workspace\": \"keep\"}".formatted(at)));
            assertThat(kept.started().projectId()).isEqualTo(source.started().projectId());
            assertThat(home.project().resolve("a.txt")).hasContent("two");

            var restored = home.ended(fork(home, source, "{\"at\": %d, \"workspace\": \"restore\"}".formatted(at)));
            assertThat(restored.started().projectId())
                    .isEqualTo(source.started().projectId());
            assertThat(home.project().resolve("a.txt")).hasContent("one");
            assertThat(copy()).doesNotExist();
        }
    }

    @Test
    void aGoalThatWasReachedIsNoReasonNotToGoOn() {
        var model = ScriptedModel.saying(Turn.call("complete", "{\"answer\": \"All is well.\"}"));
        try (var home = AgentsHome.open(folder, model)) {
            var source = home.ended(home.start("see that all is well"));
            model.add(Turn.text("Still well."));

            var fork = home.ended(fork(home, source, "{\"message\": \"Look again.\"}"));

            assertThat(fork.ended()).isEqualTo(new RunEvent.Completed(fork.id(), "Still well."));
        }
    }

    @Test
    void aForkOfAForkBeginsWithWhatBothWentThrough() {
        try (var home = AgentsHome.open(folder, model)) {
            var source = home.ended(home.start("write something"));
            model.add(write("three"), Turn.text("Three."), Turn.text("Done."));
            var first = home.ended(fork(home, source, "{\"message\": \"Rather three.\"}"));

            var second = home.ended(fork(home, first, "{\"message\": \"Are you sure?\"}"));

            assertThat(second.status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(said(model.requests().getLast()).toString())
                    .contains("write something", "Two it is.", "Rather three.", "Three.", "Are you sure?");
            assertThat(second.work().step()).isEqualTo(6);
        }
    }

    @Test
    void aRunFromElsewhereIsForkedAtWhatWasRecordedThere(@TempDir Path there) {
        byte[] file;
        long at;
        try (var home = AgentsHome.open(folder, model)) {
            var source = home.ended(home.start("write something"));
            at = position(home, source, RunEvent.ToolAnswered.class, 1);
            file = home.bytes("/v1/runs/%s/export".formatted(source.id()));
        }
        var other = ScriptedModel.saying(Turn.text("Done."));
        try (var home = AgentsHome.open(there, other)) {
            var id = json(home.upload("/v1/runs/import", file).body())
                    .path("runs")
                    .path(0)
                    .path("id")
                    .asString();
            var taken = home.agents().runs().find(OrgId.LOCAL, new RunId(id));

            var fork = home.ended(fork(home, taken, "{\"at\": %d, \"message\": \"Stop here.\"}".formatted(at)));

            assertThat(fork.ended()).isEqualTo(new RunEvent.Completed(fork.id(), "Done."));
            assertThat(said(other.requests().getFirst()).toString())
                    .contains("Stop here.")
                    .doesNotContain("two");
            assertThat(fork.work().step()).isEqualTo(2);
        }
    }

    @Test
    void theFilesAreFoundByTheCallThatNamesAnOlderCheckpoint() {
        var model = ScriptedModel.saying(
                Turn.call("exec", "{\"command\": \"true\"}"), write("one"), Turn.text("Done."), Turn.text("Done."));
        try (var home = AgentsHome.open(folder, model)) {
            home.write("a.txt", "zero");
            var source = home.ended(home.start("write something"));
            var at = position(home, source, RunEvent.ToolAnswered.class, 1);

            home.ended(fork(home, source, "{\"at\": %d}".formatted(at)));

            assertThat(copy().resolve("a.txt")).hasContent("zero");
        }
    }

    @Test
    void aCallThatHadOnlyBegunIsMadeAnewInTheFilesBeforeIt() {
        var model = ScriptedModel.saying(
                write("one"),
                Turn.call("append_file", "{\"path\": \"a.txt\", \"content\": \" more\"}"),
                Turn.text("Done."),
                Turn.text("Done."));
        try (var home = AgentsHome.open(folder, model)) {
            var source = home.ended(home.start("write something"));
            var at = position(home, source, RunEvent.ToolCalled.class, 2);

            var fork = home.ended(fork(home, source, "{\"at\": %d}".formatted(at)));

            assertThat(copy().resolve("a.txt")).hasContent("one more");
            assertThat(fork.work().toolCalls()).isEqualTo(1);
        }
    }

    @Test
    void aForkWithAnotherAnswerIsReplayedHereAndElsewhere(@TempDir Path there) {
        byte[] file;
        try (var home = AgentsHome.open(folder, model)) {
            var source = home.ended(home.start("write something"));
            var at = position(home, source, RunEvent.ModelAnswered.class, 2);
            model.add(write("five"), Turn.text("Five."));
            var fork = home.ended(fork(home, source, """
                    {"at": %d, "goal": "write four", "message": "Think first.", "answer": {"tool_calls": [
                        {"tool": "append_file", "arguments": {"path": "a.txt", "content": "four"}}]}}
                    """.formatted(at)));
            file = home.bytes("/v1/runs/%s/export".formatted(fork.id()));

            var replay = json(
                    home.post("/v1/runs/%s/replay".formatted(fork.id()), "{}").body());
            assertThat(replay.path("same").asBoolean()).as(replay.toString()).isTrue();
            assertThat(replay.path("events").asInt()).isGreaterThan(5);
        }
        try (var home = AgentsHome.open(there, ScriptedModel.saying())) {
            var replay = json(home.upload("/v1/replays", file).body());
            assertThat(replay.path("same").asBoolean()).as(replay.toString()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"at\": 999} | 400 | has no event at 999",
                "{\"at\": 2, \"answer\": {\"text\": \"Hm.\"}} | 400 | takes the place of a model.answered",
                "{\"answer\": {}, \"result\": {\"ok\": true, \"output\": \"\"}} | 400 | not both",
                "{\"at\": 0} | 400 | at",
                "{\"mood\": \"good\"} | 400 | mood",
                "{\"persona_id\": \"pers-nobody\"} | 404 | pers-nobody",
                "{\"workspace\": \"burn\"} | 400 | workspace"
            })
    void whatMakesNoSenseIsRefused(String body, int status, String sentence) {
        try (var home = AgentsHome.open(folder, model)) {
            var source = home.ended(home.start("write something"));

            var answer = home.post("/v1/runs/%s/fork".formatted(source.id()), body);

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
            assertThat(answer.body()).contains(sentence);
            assertThat(copy()).doesNotExist();
            assertThat(home.post("/v1/runs/run-0/fork", "{}").statusCode()).isEqualTo(404);
        }
    }
}
