package aule.models.cards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aule.kernel.AuleException;
import aule.models.ModelSpec;
import aule.models.ModelSpec.Family;
import aule.models.Price;
import aule.models.Quirks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CardsTests {

    private static final Terms FAR = new Terms(false, false, false);
    private static final Terms RELAY = new Terms(false, false, true);
    private static final Terms OLLAMA = new Terms(true, true, false);
    private static final ModelSpec.Supports USUAL = new ModelSpec.Supports(true, false, true);

    @TempDir
    private Path home;

    private Deck edited = Deck.EMPTY;

    private Path file() {
        return home.resolve("models.yaml");
    }

    private Cards cards() {
        return Cards.open(new DeckFile(file()), () -> edited);
    }

    private void write(String text, int second) throws IOException {
        Files.writeString(file(), text);
        Files.setLastModifiedTime(file(), FileTime.fromMillis(1_000_000L + 1_000L * second));
    }

    private static ModelSpec at(String provider, String name, boolean local) {
        return new ModelSpec(provider + "/" + name, name, provider, "general", "", "", local, true, null, USUAL);
    }

    @Nested
    class BuiltIn {

        @Test
        void aWellKnownModelHasItsWindowItsAbilitiesAndItsPrice() {
            var model = cards().dressed(at("openai", "gpt-5.2", false), FAR);
            assertThat(model.price()).isEqualTo(new Price(1_750, 14_000, 175L, null));
            assertThat(model.contextTokens()).isEqualTo(272_000);
            assertThat(model.maxOutputTokens()).isEqualTo(128_000);
            assertThat(model.supports().vision()).isTrue();
            assertThat(model.family()).isEqualTo(Family.FRONTIER);
            assertThat(model.tags()).containsExactlyInAnyOrder("general", "code", "creative", "vision");
        }

        @Test
        void aDayInTheNameIsAVersionOfTheSameModel() {
            var cards = cards();
            for (var name : List.of("gpt-5.2-2025-12-11", "gpt-5.2-20251211")) {
                assertThat(cards.dressed(at("openai", name, false), FAR).price())
                        .isEqualTo(new Price(1_750, 14_000, 175L, null));
            }
        }

        @Test
        void aRelayChargesWhatTheMakerCharges() {
            var cards = cards();
            assertThat(cards.dressed(at("openrouter", "anthropic/claude-sonnet-4.5", false), RELAY)
                            .price())
                    .isEqualTo(new Price(3_000, 15_000, 300L, 3_750L));
            assertThat(cards.dressed(at("openrouter", "google/gemini-2.5-pro", false), RELAY)
                            .price())
                    .isEqualTo(new Price(1_250, 10_000, 125L, null));
        }

        @Test
        void aPriceBelowANanoDollarATokenIsRoundedUp() {
            assertThat(cards().dressed(at("deepseek", "deepseek-v4-flash", false), FAR)
                            .price())
                    .isEqualTo(new Price(140, 280, 3L, null));
        }

        @Test
        void whatNobodyKnowsIsUnknown() {
            var cards = cards();
            assertThat(cards.dressed(at("openai", "gpt-99", false), FAR).price())
                    .isNull();
            assertThat(cards.dressed(at("litellm", "ours", true), RELAY).price())
                    .isNull();
            assertThat(cards.dressed(at("ollama", "gpt-oss:120b-cloud", true), OLLAMA)
                            .price())
                    .isNull();
        }

        @Test
        void aModelOnThisMachineIsFree() {
            assertThat(cards().dressed(at("ollama", "anything", true), OLLAMA).price())
                    .isEqualTo(Price.FREE);
        }

        @Test
        void whatTheServerTellsOfItselfCounts() {
            var told = new ModelSpec(
                    "ollama/gemma3:4b", "gemma3:4b", "ollama", "general", "4B", "", true, true, 8_192, USUAL);
            var model = cards().dressed(told, OLLAMA);
            assertThat(model.contextTokens()).isEqualTo(8_192);
            assertThat(model.supports()).isEqualTo(USUAL);
            assertThat(model.size()).isEqualTo("4B");
            assertThat(model.role()).isEqualTo("vision");
        }

        @Test
        void everyEntryOfTheProductCanBeRead() {
            assertThat(cards().worthInstalling(List.of()))
                    .hasSizeGreaterThanOrEqualTo(5)
                    .allSatisfy(it -> {
                        assertThat(it.price()).isEqualTo(Price.FREE);
                        assertThat(it.available()).isFalse();
                    });
        }
    }

    @Nested
    class OfAPerson {

        @Test
        void thePersonHasTheLastWord() throws IOException {
            write("""
                    models:
                      openai/gpt-5.2:
                        price: { input: 1.5, output: "9.25" }
                        context_tokens: 100000
                        tags: [house]
                      ollama/llama3.2: { supports: [json], price: { input: 0.01, output: 0.02 } }
                    """, 1);
            var cards = cards();
            var remote = cards.dressed(at("openai", "gpt-5.2", false), FAR);
            assertThat(remote.price()).isEqualTo(new Price(1_500, 9_250));
            assertThat(remote.contextTokens()).isEqualTo(100_000);
            assertThat(remote.maxOutputTokens()).isEqualTo(128_000);
            assertThat(remote.tags()).contains("house", "code");
            var local = cards.dressed(at("ollama", "llama3.2", true), OLLAMA);
            assertThat(local.price()).isEqualTo(new Price(10, 20));
            assertThat(local.supports().tools()).isFalse();
        }

        @Test
        void aChangeHoldsAtOnceAndAFileThatIsGoneSaysNothing() throws IOException {
            var cards = cards();
            var spec = at("openai", "mine", false);
            assertThat(cards.dressed(spec, FAR).price()).isNull();
            write("models: { openai/mine: { price: { input: 1, output: 2 } } }", 1);
            assertThat(cards.dressed(spec, FAR).price()).isEqualTo(new Price(1_000, 2_000));
            write("models: { openai/mine: { price: { input: 3, output: 4 } } }", 2);
            assertThat(cards.dressed(spec, FAR).price()).isEqualTo(new Price(3_000, 4_000));
            Files.delete(file());
            assertThat(cards.dressed(spec, FAR).price()).isNull();
        }

        @Test
        void aWrongEntryIsNamedWithItsLineAndTheOthersCount() throws IOException {
            write("""
                    # mine
                    models:
                      openai/good: { price: { input: 1, output: 2 } }
                      openai/dear: { price: { input: much, output: 2 } }
                      openai/odd: { colour: blue }
                      nonsense: { size: 1B }
                      openai/half: { price: { input: 1 } }
                      openai/strong: { family: huge }
                      openai/role: { roles: [chief] }
                      openai/small: { context_tokens: 0 }
                    """, 1);
            var cards = cards();
            assertThat(cards.written().problems())
                    .hasSize(7)
                    .anySatisfy(it -> assertThat(it)
                            .startsWith("models.yaml, line 4, entry 'openai/dear': ")
                            .contains("'much'"))
                    .anySatisfy(it ->
                            assertThat(it).startsWith("models.yaml, line 5, ").contains("'colour'", "price"))
                    .anySatisfy(it -> assertThat(it).startsWith("models.yaml, line 6, entry 'nonsense'"));
            assertThat(cards.dressed(at("openai", "good", false), FAR).price()).isEqualTo(new Price(1_000, 2_000));
        }

        @Test
        void aFileThatIsNoYamlLeavesTheLastGoodEntriesInForce() throws IOException {
            write("models: { openai/mine: { price: { input: 1, output: 2 } } }", 1);
            var cards = cards();
            var spec = at("openai", "mine", false);
            assertThat(cards.dressed(spec, FAR).price()).isEqualTo(new Price(1_000, 2_000));
            write("models: { openai/mine: [", 2);
            assertThat(cards.dressed(spec, FAR).price()).isEqualTo(new Price(1_000, 2_000));
            assertThat(cards.written().problems())
                    .singleElement()
                    .asString()
                    .contains("models.yaml is not YAML", "line");
        }
    }

    @Test
    void whatIsEditedCountsAboveTheFile() throws IOException {
        write("models: { openai/mine: { price: { input: 1, output: 2 }, size: 7B } }", 1);
        edited = new DeckReader("x").read("models: { openai/mine: { price: { input: 5, output: 6 } } }");
        var model = cards().dressed(at("openai", "mine", false), FAR);
        assertThat(model.price()).isEqualTo(new Price(5_000, 6_000));
        assertThat(model.size()).isEqualTo("7B");
    }

    @Test
    void aTextWithoutModelsIsRefused() {
        assertThatThrownBy(() -> new DeckReader("models.yaml").read("openai/x: {}"))
                .isInstanceOf(AuleException.class)
                .hasMessageContaining("'models:'");
    }

    @Nested
    class WhatSomeModelsDoOtherwise {

        private Quirks quirks(String provider, String name) {
            return cards().dressed(at(provider, name, true), FAR).quirks();
        }

        @Test
        void isKnownByTheirIds() {
            assertThat(quirks("gguf", "Gemma-2-2b-it.Q4_K_M").takesSystem()).isFalse();
            assertThat(quirks("gguf", "gemma-3-4b").takesSystem()).isTrue();
            assertThat(quirks("lmstudio", "anything").thinking()).isEqualTo(Quirks.Marks.USUAL);
            assertThat(quirks("openai", "gpt-5.2")).isEqualTo(Quirks.NONE);
        }

        @Test
        void whatAllModelsOfAHostHaveInCommonIsSaidOfTheHost() throws IOException {
            assertThat(quirksAt("https://api.openai.com/v1").length()).isEqualTo("max_completion_tokens");
            assertThat(quirksAt("https://API.DeepSeek.com/v1").form()).isEqualTo(Quirks.Form.JSON_OBJECT);
            assertThat(quirksAt("https://openai.example/v1")).isEqualTo(Quirks.NONE);

            write("quirks: { \"@api.deepseek.com\": { form: json_schema, length: max_new_tokens } }", 1);
            assertThat(quirksAt("https://api.deepseek.com/v1"))
                    .isEqualTo(new Quirks(null, null, null, "max_new_tokens", Quirks.Form.JSON_SCHEMA));

            write("quirks: { \"@a\": { form: xml }, \"@b\": { length: \"a b\" } }", 2);
            quirksAt("https://api.deepseek.com/v1");
            assertThat(cards().written().problems())
                    .anySatisfy(it -> assertThat(it).contains("none of json_schema, json_object"))
                    .anySatisfy(it -> assertThat(it).contains("not the name of a field"));
        }

        private Quirks quirksAt(String address) {
            var spec = new ModelSpec("mine/m", "m", "mine", "general", "", address, false, true, null, USUAL);
            return cards().dressed(spec, FAR).quirks();
        }

        @Test
        void isSaidByThePersonAboveThat() throws IOException {
            write("""
                    quirks:
                      "*/gemma-2-*": { system: true, dialect: text }
                      "*/gemma-2-9b": { thinking: ["<a>", "</a>"] }
                    """, 1);

            assertThat(quirks("vllm", "gemma-2-9b"))
                    .isEqualTo(new Quirks(Quirks.Dialect.TEXT, true, new Quirks.Marks("<a>", "</a>")));
            assertThat(quirks("vllm", "gemma-2-2b"))
                    .isEqualTo(new Quirks(Quirks.Dialect.TEXT, true, Quirks.Marks.USUAL));
        }

        @Test
        void isReportedWithItsLineWhereItIsWrong() throws IOException {
            write("""
                    models: {}
                    quirks:
                      "a/*": { dialect: loud }
                      "b/*": { system: sometimes }
                      "c/*": { thinking: "<think>" }
                      "d/*": { shouts: true }
                      "e/*": {}
                      "f/*": { dialect: json }
                    """, 1);
            var cards = cards();

            assertThat(cards.written().problems())
                    .satisfiesExactly(
                            it -> assertThat(it).contains("line 3", "'a/*'", "loud", "native, json, text"),
                            it -> assertThat(it).contains("line 4", "'system'"),
                            it -> assertThat(it).contains("line 5", "list of two marks"),
                            it -> assertThat(it).contains("line 6", "shouts"),
                            it -> assertThat(it).contains("line 7", "no quirk"));
            assertThat(cards.dressed(at("f", "x", true), FAR).quirks().dialect())
                    .isEqualTo(Quirks.Dialect.JSON);
        }
    }
}
