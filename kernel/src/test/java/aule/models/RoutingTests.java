package aule.models;

import static aule.models.Talk.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.testkit.Awaiting;
import aule.testkit.OllamaServer;
import aule.testkit.OpenAiServer;
import aule.testkit.Turn;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class RoutingTests {

    private static final String SIMPLE = "Say hello.";
    private static final String HARD = "word ".repeat(60);

    @TempDir
    private Path folder;

    private ModelsHome home;
    private final OpenAiServer server = new OpenAiServer(_ -> Turn.text("from openai"));
    private final OllamaServer ollama = new OllamaServer(_ -> Turn.text("from ollama"));
    private ModelsRoom room;

    @BeforeEach
    void open() {
        home = new ModelsHome(folder);
        server.offer("gpt-5.2", "gpt-5-mini", "gpt-5-nano", "gpt-4.1");
        room = opened();
    }

    @AfterEach
    void close() {
        home.close();
        server.close();
        ollama.close();
    }

    private ModelsRoom opened() {
        var opened = home.open(
                Map.of(
                        "OLLAMA_HOST", ollama.address(),
                        "OPENAI_API_KEY", "sk-test",
                        "OPENAI_BASE_URL", server.baseUrl()),
                ProviderSettings.NONE);
        Awaiting.until(
                "everybody was looked at",
                () -> Set.of("openai", "ollama").stream().allMatch(it -> models(opened, it) > 0));
        return opened;
    }

    private static int models(ModelsRoom room, String provider) {
        return room.providers().status().stream()
                .filter(it -> it.name().equals(provider))
                .mapToInt(ProviderStatus::models)
                .sum();
    }

    private Choice choice(Question question) {
        return room.models().route(question);
    }

    private static Question asking(
            @Nullable String named, @Nullable String override, String role, String goal, int images) {
        return new Question(named, "pers-test", override, role, goal, List.of("exec"), images);
    }

    private static Question goal(String goal) {
        return asking(null, null, "general", goal, 0);
    }

    private void roles(String json) {
        Asked.of(room, "assignRoles", Map.of(), "{\"roles\":%s}".formatted(json));
    }

    private void rules(String... rules) {
        Asked.of(room, "saveRoutingRules", Map.of(), "{\"rules\":[%s]}".formatted(String.join(",", rules)));
    }

    private void fallbacks(boolean strict, String... models) {
        var list = String.join("\",\"", models);
        Asked.of(
                room,
                "saveFallbacks",
                Map.of(),
                "{\"models\":[%s],\"strict\":%s}".formatted(list.isEmpty() ? "" : "\"" + list + "\"", strict));
    }

    private static void is(Choice choice, String model, String rule) {
        assertThat(choice.model().spec().id()).isEqualTo(model);
        assertThat(choice.rule()).isEqualTo(rule);
        assertThat(choice.why()).endsWith(".");
    }

    @Test
    void everyLevelWinsInItsTurn() {
        is(choice(asking(null, null, "code", SIMPLE, 0)), "openai/gpt-5.2", "default");
        roles("{\"code\":\"openai/gpt-4.1\"}");
        is(choice(asking(null, null, "code", SIMPLE, 0)), "openai/gpt-4.1", "role:code");
        is(choice(asking(null, null, "general", SIMPLE, 0)), "openai/gpt-5.2", "default");
        rules("{\"id\":\"all\",\"when\":\"true\",\"model\":\"openai/gpt-5-mini\"}");
        is(choice(asking(null, null, "code", SIMPLE, 0)), "openai/gpt-5-mini", "rule:all");
        is(choice(asking(null, "openai/gpt-5-nano", "code", SIMPLE, 0)), "openai/gpt-5-nano", "persona");
        is(choice(asking("ollama/llama3.2", "openai/gpt-5-nano", "code", SIMPLE, 0)), "ollama/llama3.2", "explicit");
    }

    @Nested
    class ByRules {

        @Test
        void twoGoalsGoToTwoFamilies() {
            rules(
                    "{\"id\":\"simple\",\"when\":\"goal_words < 40 && images == 0\",\"cheapest\":\"flash\"}",
                    "{\"id\":\"hard\",\"when\":\"goal_words >= 40\",\"cheapest\":\"frontier\"}");
            var simple = choice(goal(SIMPLE));
            assertThat(simple.model().spec().family()).isEqualTo(ModelSpec.Family.FLASH);
            assertThat(simple.rule()).isEqualTo("rule:simple");
            assertThat(simple.why()).contains("goal_words < 40", "cheapest of");
            is(choice(goal(HARD)), "openai/gpt-5.2", "rule:hard");
        }

        @Test
        void theCheapestThatBearsATagIsChosen() {
            rules("{\"id\":\"code\",\"when\":\"language == 'en'\",\"cheapest\":\"code\"}");
            for (var model : List.of("openai/gpt-5.2", "openai/gpt-4.1")) {
                assertThat(room.models().find(model).orElseThrow().tags()).contains("code");
            }
            is(choice(goal("write the program for my friend")), "openai/gpt-4.1", "rule:code");
            rules("{\"id\":\"fast\",\"when\":\"size(tools) > 0\",\"cheapest\":\"flash\"}");
            Asked.of(room, "changeProvider", Map.of("id", "ollama"), "{\"enabled\":false}");
            is(choice(goal(SIMPLE)), "openai/gpt-5-nano", "rule:fast");
        }

        @Test
        void aRuleCanAskWhatTheUsualModelCosts() {
            rules(
                    "{\"id\":\"dear\",\"when\":\"model.input_price > 1.0 && model.family == 'frontier'\",\"model\":\"openai/gpt-5-mini\"}");
            is(choice(goal(SIMPLE)), "openai/gpt-5-mini", "rule:dear");
            roles("{\"general\":\"ollama/llama3.2\"}");
            is(choice(goal(SIMPLE)), "ollama/llama3.2", "role:general");
        }

        @Test
        void aRuleSaysWhatThereWouldHaveBeenWithoutIt() {
            assertThat(choice(goal(SIMPLE)).otherwise()).isNull();
            rules("{\"id\":\"all\",\"when\":\"true\",\"model\":\"openai/gpt-5-mini\"}");
            var usual = room.models().find("openai/gpt-5.2").orElseThrow();

            assertThat(choice(goal(SIMPLE)).otherwise())
                    .isEqualTo(new Choice.Otherwise("openai/gpt-5.2", usual.price()));
            assertThat(choice(asking("openai/gpt-5-mini", null, "general", SIMPLE, 0))
                            .otherwise())
                    .isNull();
        }

        @Test
        void aRuleForWhichThereIsNoModelIsPassedOver() {
            rules(
                    "{\"id\":\"gone\",\"when\":\"true\",\"model\":\"nowhere/model\"}",
                    "{\"id\":\"tag\",\"when\":\"true\",\"cheapest\":\"nobody-has-it\"}",
                    "{\"id\":\"there\",\"when\":\"true\",\"model\":\"openai/gpt-4.1\"}");
            var choice = choice(goal(SIMPLE));
            is(choice, "openai/gpt-4.1", "rule:there");
            assertThat(choice.why()).contains("gone, tag");
        }

        @Test
        void whatIsShownIsSeenByAModelThatSees() {
            roles("{\"vision\":\"openai/gpt-4.1\",\"general\":\"openai/gpt-5-mini\"}");
            is(choice(asking(null, null, "general", SIMPLE, 2)), "openai/gpt-4.1", "role:vision");
            rules("{\"id\":\"see\",\"when\":\"images > 0\",\"role\":\"vision\"}");
            is(choice(asking(null, null, "general", SIMPLE, 1)), "openai/gpt-4.1", "rule:see");
        }

        @Test
        void aWrongRuleIsRefusedWithItsPlaceAndTheOthersStay() {
            rules("{\"id\":\"good\",\"when\":\"true\",\"model\":\"openai/gpt-4.1\"}");
            for (var wrong : List.of(
                    "{\"id\":\"bad\",\"when\":\"goal_words <\",\"model\":\"a/b\"}",
                    "{\"id\":\"bad\",\"when\":\"colour == 1\",\"model\":\"a/b\"}",
                    "{\"id\":\"bad\",\"when\":\"true\"}",
                    "{\"id\":\"bad\",\"when\":\"true\",\"model\":\"a/b\",\"role\":\"code\"}",
                    "{\"id\":\"Not an id\",\"when\":\"true\",\"model\":\"a/b\"}")) {
                assertThatThrownBy(() -> rules(wrong)).isInstanceOfSatisfying(AuleException.class, it -> {
                    assertThat(it.code()).isEqualTo(ErrorCode.INVALID);
                    assertThat(it.faults().getFirst().pointer()).startsWith("/rules/0/");
                });
            }
            is(choice(goal(SIMPLE)), "openai/gpt-4.1", "rule:good");
        }

        @Test
        void whatWasChosenHoldsInTheNextLifeAndInOtherKernels() {
            var neighbour = opened();
            try (var _ = neighbour.begin().get()) {
                rules("{\"id\":\"all\",\"when\":\"true\",\"model\":\"openai/gpt-4.1\"}");
                roles("{\"code\":\"openai/gpt-5-mini\",\"fast\":\"openai/gpt-5-nano\"}");
                roles("{\"code\":null}");
                Awaiting.until(
                        "the other kernel knows the rule",
                        () -> neighbour.models().route(goal(SIMPLE)).rule().equals("rule:all"));
            }
            room = opened();
            is(choice(goal(SIMPLE)), "openai/gpt-4.1", "rule:all");
            var kept = Asked.of(room, "listRoles", Map.of(), "{}").path("roles");
            assertThat(kept.valueStream().filter(it -> it.has("model")))
                    .singleElement()
                    .satisfies(it -> assertThat(it.path("role").asString("")).isEqualTo("fast"));
        }
    }

    @Nested
    class Instead {

        private String next(String failed) {
            return room.models().instead(failed).map(it -> it.spec().id()).orElse("nobody");
        }

        @Test
        void theNextOfTheChainIsAskedWhoeverFails() {
            fallbacks(false, "openai/gpt-4.1", "nowhere/model", "ollama/llama3.2");
            assertThat(next("openai/gpt-5.2")).isEqualTo("openai/gpt-4.1");
            assertThat(next("openai/gpt-4.1")).isEqualTo("ollama/llama3.2");
            assertThat(next("ollama/llama3.2")).isEqualTo("nobody");
        }

        @Test
        void withoutAChainNobodyIs() {
            assertThat(next("openai/gpt-5.2")).isEqualTo("nobody");
        }

        @Test
        void aModelThatIsNotThereIsReplacedWhenItIsChosen() throws InterruptedException {
            roles("{\"general\":\"ollama/llama3.2\"}");
            fallbacks(false, "openai/gpt-4.1");
            Asked.of(room, "changeProvider", Map.of("id", "ollama"), "{\"enabled\":false}");
            var choice = choice(goal(SIMPLE));
            is(choice, "openai/gpt-4.1", "fallback");
            assertThat(choice.why()).contains("'ollama/llama3.2'", "switched off");
            assertThat(say(choice.model())).isEqualTo("from openai");
        }

        @Test
        void aStrictChoiceAsksNobodyElseAndSaysSo() {
            fallbacks(true, "ollama/llama3.2");
            assertThat(next("openai/gpt-5.2")).isEqualTo("nobody");
            server.add(Turn.refused(503, "down"));
            var model = choice(goal(SIMPLE)).model();
            assertThatThrownBy(() -> say(model))
                    .hasMessageContaining("down")
                    .hasMessageContaining("strict")
                    .isInstanceOfSatisfying(AuleException.class, it -> {
                        assertThat(it.code()).isEqualTo(ErrorCode.PROVIDER_ERROR);
                        assertThat(it.passes()).isTrue();
                    });
            assertThat(ollama.chats()).isEmpty();
        }
    }
}
