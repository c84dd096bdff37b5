package aule.tools;

import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.ProjectId;
import aule.network.Ways;
import aule.schema.Json;
import aule.schema.Schemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ArgumentsTests {

    private static final ProjectId PROJECT = new ProjectId("proj-default");

    private final Schemas schemas = new Schemas();
    private final Arguments arguments = new Arguments(schemas, ArgumentsTests::untouched);
    private final Catalogue catalogue = new Catalogue(
            ToolsRoom.natives(
                    ArgumentsTests::untouched,
                    () -> {
                        throw new IllegalStateException("No command runs here.");
                    },
                    Ways.NONE),
            schemas);

    private static Desk untouched(ProjectId project) {
        throw new IllegalStateException("No file of %s is touched here.".formatted(project));
    }

    @Test
    void atLeastNineteenInTwentyMangledCallsAreUnderstood() {
        var corpus = corpus();
        var misread = new ArrayList<String>();
        for (var line : corpus) {
            var meant = line.path("means");
            if (!understood(line).equals(meant)) {
                misread.add("%s %s: %s instead of %s"
                        .formatted(line.path("tool").asString(), line.path("raw"), understood(line), meant));
            }
        }

        assertThat(corpus).hasSizeGreaterThanOrEqualTo(60);
        assertThat(misread).hasSizeLessThanOrEqualTo(0);
    }

    private JsonNode understood(JsonNode line) {
        return switch (read(line.path("tool").asString(), line.path("raw").asString())) {
            case Arguments.Outcome.Good good -> Json.wire().readTree(good.json());
            case Arguments.Outcome.Bad bad -> Json.wire().getNodeFactory().stringNode(bad.sentence());
        };
    }

    @Test
    void plainJsonIsNotNotedAsRepaired() {
        assertThat(good("write_file", "{\"content\":\"x\",\"path\":\"a\"}").note())
                .isEmpty();
        assertThat(good("write_file", "{'content':'x','path':'a'}").note()).contains("repaired");
    }

    @Test
    void membersStandInTheSchemasOrder() {
        assertThat(good("write_file", "{\"content\":\"x\",\"path\":\"a\"}").json())
                .isEqualTo("{\"path\":\"a\",\"content\":\"x\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "write_file|{\"content\":\"x\"}|/path: The field 'path' is missing.",
                "write_file|{\"path\":\"a\",\"content\":{\"a\":1}}|/content",
                "read_file|{\"path\":\"a\",\"offset\":\"many\"}|/offset",
                "read_file|{\"path\":\"a\",\"offset\":0}|/offset: It must be at least 1.",
                "read_file|{\"path\":\"a\",\"offset\":99999999999}|whole numbers must be at most 2147483647.",
                "read_file|{\"path\":\"a\",\"offset\":1e300}|whole numbers must be at most 2147483647.",
                "exec|{\"command\":\"ls\",\"timeout_seconds\":601}|/timeout_seconds: It must be at most 600.",
                "delete|{\"path\":\"a\",\"force\":true}|/force",
                "write_file|notes|not a JSON object",
                "write_file|[1,2]|not a JSON object",
                "list_dir|{\"project_id\":\"proj-other\"}|/project_id",
            })
    void whatDoesNotFitIsNamedWithTheSchemaAndAnExample(String tool, String raw, String says) {
        assertThat(read(tool, raw))
                .isInstanceOfSatisfying(
                        Arguments.Outcome.Bad.class,
                        bad -> assertThat(bad.sentence())
                                .startsWith(tool + " was not called.")
                                .contains(says, "Its arguments: {", "For example: {"));
    }

    @Test
    void aChangingCallThatWasCutOffIsNotExecutedInHalf() {
        assertThat(read("write_file", "{\"path\":\"a\",\"content\":\"the first hal"))
                .isInstanceOfSatisfying(
                        Arguments.Outcome.Bad.class,
                        bad -> assertThat(bad.sentence()).contains("end in the middle"));
        assertThat(read("exec", "{\"command\":\"rm -rf /tmp/x/")).isInstanceOf(Arguments.Outcome.Bad.class);
        assertThat(read("write_file", "{\"path\":\"a\",\"content\":\"whole\""))
                .isInstanceOf(Arguments.Outcome.Good.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{{{{",
                "{\"",
                "{a",
                "{a:",
                "{:}",
                "{]",
                "{\"a\":[[[",
                "{'",
                "{\"\\u12",
                "{,,,,",
                "```",
                "{\"a\" \"b\" \"c\"}"
            })
    void garbageIsReadToItsEnd(String raw) {
        assertThat(read("read_file", raw)).isInstanceOf(Arguments.Outcome.Bad.class);
    }

    @Test
    void noTextIsReadForEver() {
        var random = new Random(7);
        var letters = "{}[]\"':,\\ntrue01 `#/*=>“”\n";
        for (var round = 0; round < 20_000; round++) {
            var raw = new StringBuilder("{");
            for (var i = random.nextInt(24); i > 0; i--) {
                raw.append(letters.charAt(random.nextInt(letters.length())));
            }
            assertThat(JsonRepair.object(raw.toString())).isNotNull();
        }
    }

    @Test
    void aVeryDeepTextIsReadWithoutOverflow() {
        assertThat(JsonRepair.object("{a:" + "[".repeat(100_000))).isPresent();
    }

    private Arguments.Outcome.Good good(String tool, String raw) {
        return (Arguments.Outcome.Good) read(tool, raw);
    }

    private Arguments.Outcome read(String tool, String raw) {
        return arguments.read(catalogue.exactly(tool), raw, PROJECT);
    }

    private static List<JsonNode> corpus() {
        try (var file = ArgumentsTests.class.getResourceAsStream("arguments.jsonl")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(it -> Json.wire().readTree(it))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
