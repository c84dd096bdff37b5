package aule.schema;

import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.AuleException.Fault;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SchemasTests {

    enum Mode {
        FAST,
        VERY_SLOW
    }

    @Describe("One line of the recipe.")
    record Line(String text, @Nullable Integer times) {}

    record Recipe(
            @Describe("Relative to the project.") String filePath,

            @Describe(value = "How long it may cook.", min = 1, max = 600) @Nullable
            Integer timeoutSeconds,

            Optional<Mode> mode,
            boolean hidden,
            List<Line> lines,
            @Nullable Map<String, String> extras) {}

    private final Schemas schemas = new Schemas();

    private List<Fault> faults(String json) {
        return schemas.faults(schemas.describe(Recipe.class).toString(), Json.parse(json));
    }

    @Nested
    class Describing {

        @Test
        void aRecordBecomesAClosedObjectInItsOwnOrder() {
            assertThat(schemas.describe(Recipe.class).toString()).isEqualTo("""
                    {"type":"object","properties":{\
                    "file_path":{"type":"string","description":"Relative to the project."},\
                    "timeout_seconds":{"type":"integer","description":"How long it may cook.","minimum":1,"maximum":600},\
                    "mode":{"type":"string","enum":["fast","very_slow"]},\
                    "hidden":{"type":"boolean"},\
                    "lines":{"type":"array","items":{"type":"object","properties":{"text":{"type":"string"},\
                    "times":{"type":"integer"}},"required":["text"],"description":"One line of the recipe.",\
                    "additionalProperties":false}},\
                    "extras":{"type":"object"}},\
                    "required":["file_path","hidden","lines"],"additionalProperties":false}""");
        }
    }

    @Nested
    class Checking {

        @Test
        void acceptsWhatItDescribed() {
            assertThat(faults("""
                    {"file_path":"a","timeout_seconds":5,"mode":"very_slow","hidden":true,"lines":[{"text":"x"}],\
                    "extras":{"k":"v"}}""")).isEmpty();
        }

        @Test
        void pointsAtWhatIsMissingUnknownOrWrong() {
            assertThat(faults("""
                    {"file_path":7,"timeout_seconds":601,"mode":"slow","hidden":true,"lines":[{"txt":"x"}]}"""))
                    .containsExactlyInAnyOrder(
                            new Fault("/file_path", "It must be a string, not the number 7."),
                            new Fault("/timeout_seconds", "It must be at most 600."),
                            new Fault("/mode", "It must be one of fast, very_slow."),
                            new Fault("/lines/0/text", "The field 'text' is missing."),
                            new Fault("/lines/0/txt", "There is no field 'txt' here; remove it."));
        }

        @Test
        void escapesSlashesAndTildesInPointers() {
            assertThat(faults("""
                    {"file_path":"a","hidden":true,"lines":[],"a/b~c":1}""")).extracting(Fault::pointer).containsExactly("/a~1b~0c");
        }
    }
}
