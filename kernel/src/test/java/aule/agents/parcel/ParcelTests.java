package aule.agents.parcel;

import static org.assertj.core.api.Assertions.assertThat;

import aule.agents.Goal;
import aule.agents.Persona;
import aule.agents.RunState;
import aule.agents.RunStatus;
import aule.kernel.Lineage;
import aule.kernel.OrgId;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.RunImport;
import aule.kernel.Sha256;
import aule.policy.Confirmations;
import aule.testkit.AgentsHome;
import aule.testkit.ScriptedModel;
import aule.testkit.Turn;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs that are taken from one home to another. */
@Timeout(300)
class ParcelTests {

    @TempDir
    Path here;

    @TempDir
    Path there;

    static ScriptedModel writing() {
        return ScriptedModel.saying(
                Turn.text("I write. ")
                        .calling(new Turn.Call("write_file", "{\"path\": \"a.txt\", \"content\": \"one\"}")),
                Turn.text("Written."));
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    private static byte[] export(AgentsHome home, RunState run) {
        return home.bytes("/v1/runs/%s/export".formatted(run.id()));
    }

    private static RunState take(AgentsHome home, byte[] file) {
        var answer = home.upload("/v1/runs/import", file);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        var id = json(answer.body()).path("runs").path(0).path("id").asString();
        return home.agents().runs().find(OrgId.LOCAL, new RunId(id));
    }

    private static JsonNode replay(AgentsHome home, RunState run) {
        return json(home.post("/v1/runs/%s/replay".formatted(run.id()), "{}").body());
    }

    @Test
    void aRunIsReadAndReplayedElsewhereAsItWas() {
        byte[] file;
        RunState original;
        try (var home = AgentsHome.open(here, writing())) {
            original = home.ended(home.start("write one"));
            file = export(home, original);
            assertThat(export(home, original)).isEqualTo(file);
        }
        var silent = ScriptedModel.saying();
        try (var home = AgentsHome.open(there, silent)) {
            var taken = take(home, file);

            assertThat(taken.id()).isNotEqualTo(original.id());
            assertThat(taken.status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(taken.ended()).isEqualTo(new RunEvent.Completed(taken.id(), "Written."));
            assertThat(taken.work().step()).isEqualTo(2);
            assertThat(taken.started().lineage().importedFrom())
                    .isEqualTo(new RunImport(original.id(), original.times().lastAt(), Sha256.of(file)));

            var shown = json(home.get("/v1/runs/" + taken.id()).body());
            assertThat(shown.path("goal").asString()).isEqualTo("write one");
            assertThat(shown.path("steps")).hasSize(2);
            assertThat(shown.path("steps").path(0).path("action").asString()).isEqualTo("write_file");
            assertThat(shown.path("imported_from").path("run").asString())
                    .isEqualTo(original.id().value());

            var replay = replay(home, taken);
            assertThat(replay.path("same").asBoolean()).as(replay.toString()).isTrue();
            assertThat(replay.path("events").asInt()).isEqualTo(6);
            assertThat(silent.requests()).isEmpty();
            assertThat(home.project().resolve("a.txt")).doesNotExist();
        }
    }

    @Test
    void whatHappenedElsewhereIsNotCountedProvenOrAskedAboutHere() {
        byte[] file;
        try (var home = AgentsHome.open(
                here,
                ScriptedModel.saying(
                        Turn.call("write_file", "{\"path\": \"a.txt\", \"content\": \"one\"}"),
                        Turn.call("ask_user", "{\"question\": \"Which colour?\"}")))) {
            file = export(home, home.waiting(home.start("paint")));
        }
        try (var home = AgentsHome.open(there, ScriptedModel.saying())) {
            var taken = take(home, file);
            home.idle(taken);

            assertThat(home.run(taken).status()).isEqualTo(RunStatus.PAUSED);
            assertThat(taken.work().tokensIn()).isZero();
            assertThat(home.agents().workload().tokensToday(OrgId.LOCAL).in()).isZero();
            assertThat(home.agents().workload().toolCallsToday(OrgId.LOCAL)).isZero();
            assertThat(home.policy().confirmations().page(OrgId.LOCAL, Optional.empty(), "", 10))
                    .isEmpty();
        }
    }

    @Test
    void aRunThatHadNotEndedGoesOnHereIfSomebodyWantsIt() {
        byte[] file;
        try (var home = AgentsHome.open(
                here, ScriptedModel.saying(Turn.call("ask_user", "{\"question\": \"Which colour?\"}")))) {
            file = export(home, home.waiting(home.start("paint")));
        }
        var model = ScriptedModel.saying(Turn.text("Painted."));
        try (var home = AgentsHome.open(there, model)) {
            var taken = take(home, file);
            home.agents().signals().resume(AgentsHome.OWNER, taken.id());
            var waiting = home.waiting(taken);
            assertThat(waiting.waitsFor("input")).isTrue();
            var pending = home.policy()
                    .confirmations()
                    .page(OrgId.LOCAL, Optional.empty(), "", 10)
                    .getFirst();
            home.policy()
                    .confirmations()
                    .resolve(
                            AgentsHome.OWNER,
                            pending.id(),
                            new Confirmations.Resolution(
                                    Confirmations.Decision.ANSWER, null, "blue", Confirmations.Memory.ONCE));

            assertThat(home.ended(taken).ended()).isEqualTo(new RunEvent.Completed(taken.id(), "Painted."));
            assertThat(model.requests().getFirst().messages()).hasSize(3);
            assertThat(replay(home, taken).path("same").asBoolean()).isTrue();
        }
    }

    @Test
    void aRunBringsAlongWhatItStarted() {
        byte[] file;
        try (var home = AgentsHome.open(here, ScriptedModel.answering(_ -> Turn.text("done")))) {
            var parent = home.ended(home.start("lead"));
            var child = new Goal(
                    "help",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(parent.id()),
                    3,
                    parent.terms().limits(),
                    new Lineage(1, "call-1", null, null, null, Set.of(), false));
            home.ended(home.agents().runs().start(AgentsHome.OWNER, child));
            file = export(home, parent);
        }
        try (var home = AgentsHome.open(there, ScriptedModel.saying())) {
            var taken = take(home, file);

            assertThat(home.agents().lists().children(taken.id(), 10))
                    .singleElement()
                    .satisfies(child -> {
                        assertThat(child.started().goal()).isEqualTo("help");
                        assertThat(child.started().lineage().depth()).isEqualTo(1);
                        assertThat(child.status()).isEqualTo(RunStatus.COMPLETED);
                        assertThat(replay(home, child).path("same").asBoolean()).isTrue();
                    });
        }
    }

    @Test
    void aFileIsReplayedWithoutBeingTakenIn() {
        byte[] file;
        try (var home = AgentsHome.open(here, writing())) {
            file = export(home, home.ended(home.start("write one")));
        }
        try (var home = AgentsHome.open(there, ScriptedModel.saying())) {
            var same = json(home.upload("/v1/replays", file).body());
            assertThat(same.path("same").asBoolean()).as(same.toString()).isTrue();
            assertThat(json(home.get("/v1/runs").body()).path("count").asInt()).isZero();

            change(home, "You are somebody else.");
            assertThat(json(home.upload("/v1/replays", file).body())
                            .path("same")
                            .asBoolean())
                    .isFalse();
            assertThat(json(home.upload("/v1/replays?mode=behaviour", file).body())
                            .path("same")
                            .asBoolean())
                    .isTrue();
        }
    }

    @Test
    void whatAModelSawAPartOfComesAlongWhole() {
        byte[] file;
        try (var home = AgentsHome.open(
                here, ScriptedModel.saying(Turn.call("exec", "{\"command\": \"seq 1 9999\"}"), Turn.text("Done.")))) {
            file = export(home, home.ended(home.start("count")));
        }
        var model = ScriptedModel.saying(Turn.text("unused"));
        try (var home = AgentsHome.open(there, model)) {
            var taken = take(home, file);
            var whole = home.events(taken, RunEvent.Inherited.class).stream()
                    .flatMap(it -> it.events().stream())
                    .filter(RunEvent.ToolAnswered.class::isInstance)
                    .map(it -> ((RunEvent.ToolAnswered) it).whole())
                    .toList()
                    .getFirst();

            assertThat(whole).isNotNull();
            assertThat(whole.owner()).isEqualTo(AgentsHome.OWNER.user());
            assertThat(home.get("/v1/runs/%s/outputs/%s".formatted(taken.id(), whole.handle()))
                            .body())
                    .contains("1\n2\n3\n", "5000", "9999");
            assertThat(replay(home, taken).path("same").asBoolean()).isTrue();
        }
    }

    @Test
    void nothingOfTheHomeButTheRunIsInTheFile() throws IOException {
        try (var home = AgentsHome.open(here, writing())) {
            var file = export(home, home.ended(home.start("write one")));
            var all = new StringBuilder();
            try (var zip = new ZipInputStream(new ByteArrayInputStream(file))) {
                for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    all.append(new String(zip.readAllBytes(), StandardCharsets.UTF_8));
                }
            }

            assertThat(all).contains("write one");
            assertThat(all)
                    .doesNotContain(
                            Files.readString(here.resolve("owner.token")).strip())
                    .doesNotContain(here.toString())
                    .doesNotContain("http://");
        }
    }

    @Test
    void whatIsTakenInCanBeTakenFurther() {
        byte[] file;
        try (var home = AgentsHome.open(here, writing())) {
            file = export(home, home.ended(home.start("write one")));
        }
        try (var home = AgentsHome.open(there, ScriptedModel.saying())) {
            assertThat(export(home, take(home, file))).isEqualTo(file);
        }
    }

    private static void change(AgentsHome home, String prompt) {
        var old = home.agents().personas().find(OrgId.LOCAL, Persona.ASSISTANT).traits();
        var traits = new Persona.Traits(
                old.name(), old.description(), prompt, old.icon(), old.color(), List.of(), old.modelOverride());
        home.agents().personas().change(OrgId.LOCAL, Persona.ASSISTANT, traits);
    }
}
