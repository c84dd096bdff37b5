package aule.agents;

import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.ErrorCode;
import aule.kernel.ModelEvent;
import aule.kernel.RunEvent;
import aule.kernel.TokenUsage;
import aule.models.ChatModel;
import aule.models.Choice;
import aule.models.ModelSpec;
import aule.models.Price;
import aule.models.Question;
import aule.testkit.AgentsHome;
import aule.testkit.FixedModels;
import aule.testkit.ScriptedModel;
import aule.testkit.Turn;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** A run says which model it thinks with and why, and what became of one that could not be used. */
@Timeout(120)
class ModelChoiceTests {

    @TempDir
    Path folder;

    private final ScriptedModel first = named("first");
    private final ScriptedModel second = named("second");
    private final List<Question> questions = new CopyOnWriteArrayList<>();

    private static ScriptedModel named(String name) {
        var can = new ModelSpec.Supports(true, false, true);
        return ScriptedModel.saying()
                .as(new ModelSpec("scripted/" + name, name, "scripted", "general", "", "", true, true, 100_000, can));
    }

    /** Chooses as a rule would, and has one model stand in for the other. */
    private class Chosen extends FixedModels {

        Chosen() {
            super(first, second);
        }

        @Override
        public Choice route(Question question) {
            questions.add(question);
            return new Choice(choose(question.named()), "rule:mine", "The rule 'mine' holds.");
        }

        @Override
        public Optional<ChatModel> instead(String failed) {
            return failed.equals("scripted/first") ? Optional.of(second) : Optional.empty();
        }
    }

    private static void replaysTheSame(AgentsHome home, RunState run) {
        var answer = home.post("/v1/runs/%s/replay".formatted(run.id()), "{\"mode\": \"strict\"}");
        var replay = JsonMapper.shared().readTree(answer.body());
        assertThat(replay.path("same").asBoolean()).as(answer.body()).isTrue();
    }

    @Test
    void aRunSaysOnceWhyItThinksWithItsModel() {
        first.add(Turn.call("think", "{\"thought\": \"hm\"}"), Turn.text("done"));
        try (var home = AgentsHome.open(folder, new Chosen())) {
            var run = home.ended(home.start("count the notes"));

            assertThat(home.events(run, ModelEvent.Chosen.class))
                    .containsExactly(
                            new ModelEvent.Chosen(run.id(), "scripted/first", "rule:mine", "The rule 'mine' holds."));
            assertThat(questions).first().satisfies(it -> {
                assertThat(it.goal()).isEqualTo("count the notes");
                assertThat(it.role()).isEqualTo("general");
                assertThat(it.persona()).isEqualTo("pers-assistant");
            });
            replaysTheSame(home, run);
        }
    }

    @Test
    void whatARuleSavedIsWrittenDownWithTheAnswer() {
        var cheap = ScriptedModel.saying(Turn.text("done").costing(new TokenUsage(900, 100, 0, 0)))
                .as(ScriptedModel.spec("cheap", new Price(1_000, 1_000)));
        try (var home = AgentsHome.open(folder, new FixedModels(cheap) {
            @Override
            public Choice route(Question question) {
                var usual = new Choice.Otherwise("scripted/dear", new Price(5_000, 10_000));
                return new Choice(cheap, "rule:mine", "The rule 'mine' holds.", usual);
            }
        })) {
            var run = home.ended(home.start("count the notes"));

            assertThat(home.events(run, ModelEvent.Chosen.class))
                    .extracting(ModelEvent.Chosen::otherwise)
                    .containsExactly("scripted/dear");
            var answer = home.events(run, RunEvent.ModelAnswered.class).getFirst();
            assertThat(answer.costNanos()).isEqualTo(1_000_000);
            assertThat(answer.savedNanos()).isEqualTo(4_500_000);
            assertThat(answer.responseId()).isEqualTo("resp-1");
            var spend =
                    JsonMapper.shared().readTree(home.get("/v1/usage/summary").body());
            assertThat(spend.at("/saved/month/routing").asString()).isEqualTo("0.004500");
            var entry =
                    JsonMapper.shared().readTree(home.get("/v1/usage/entries").body());
            assertThat(entry.at("/entries/0/saved").asString()).isEqualTo("0.004500");
            replaysTheSame(home, run);
        }
    }

    @Test
    void aModelThatCannotBeUsedLeavesItsDeskToTheNext() {
        first.add(
                Turn.call("write_file", "{\"path\": \"a.txt\", \"content\": \"one\"}"),
                Turn.refused(503, "The house is on fire."));
        second.add(Turn.text("done"));
        try (var home = AgentsHome.open(folder, new Chosen())) {
            var run = home.ended(home.start("write one to a.txt"));

            assertThat(run.ended()).isEqualTo(new RunEvent.Completed(run.id(), "done"));
            assertThat(home.events(run, ModelEvent.FellBack.class))
                    .singleElement()
                    .satisfies(it -> {
                        assertThat(it.from()).isEqualTo("scripted/first");
                        assertThat(it.to()).isEqualTo("scripted/second");
                        assertThat(it.code()).isEqualTo(ErrorCode.UNAVAILABLE.wire());
                        assertThat(it.reason()).contains("on fire");
                    });
            assertThat(home.events(run, RunEvent.Retrying.class)).isEmpty();
            assertThat(home.events(run, RunEvent.ModelAnswered.class))
                    .extracting(RunEvent.ModelAnswered::model)
                    .containsExactly("scripted/first", "scripted/second");
            var heard = second.requests().getFirst().messages();
            assertThat(heard).isEqualTo(first.requests().getLast().messages());
            replaysTheSame(home, run);
        }
    }

    @Test
    void whereNobodyStandsInTheModelIsTriedAgain() {
        first.add(Turn.refused(503, "down"));
        second.add(Turn.refused(503, "down too"), Turn.text("done"));
        try (var home = AgentsHome.open(folder, new Chosen() {
            @Override
            public Choice route(Question question) {
                return new Choice(questions.isEmpty() ? first : second, "default", "It is the default.");
            }

            @Override
            public Optional<ChatModel> instead(String failed) {
                questions.add(new Question(null, "", null, "", "", List.of(), 0));
                return super.instead(failed);
            }
        })) {
            var run = home.ended(home.start("try"));

            assertThat(Objects.requireNonNull(run.ended())).isInstanceOf(RunEvent.Completed.class);
            assertThat(home.events(run, RunEvent.Retrying.class)).hasSize(1);
            assertThat(home.events(run, ModelEvent.Chosen.class))
                    .extracting(ModelEvent.Chosen::model)
                    .containsExactly("scripted/first", "scripted/second");
        }
    }

    @Test
    void aFailureThatIsTheGoalsOwnIsNobodyElses() {
        first.add(Turn.refused(401, "no such key"));
        try (var home = AgentsHome.open(folder, new Chosen())) {
            var run = home.ended(home.start("try"));

            assertThat(home.events(run, ModelEvent.FellBack.class)).isEmpty();
            assertThat(second.requests()).isEmpty();
        }
    }
}
