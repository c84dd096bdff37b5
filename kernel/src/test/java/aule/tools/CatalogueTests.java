package aule.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.ToolName;
import aule.schema.Json;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CatalogueTests extends WithTools {

    @Test
    void listsTheToolsInAStableOrder() {
        assertThat(tools.catalogue(Set.of()))
                .extracting(it -> it.name().value())
                .containsExactly(
                        "read_file",
                        "write_file",
                        "edit_file",
                        "multi_edit",
                        "apply_patch",
                        "append_file",
                        "list_dir",
                        "glob",
                        "grep",
                        "stat",
                        "make_dir",
                        "copy",
                        "move",
                        "delete",
                        "exec",
                        "process",
                        "run_code",
                        "think",
                        "ask_user",
                        "complete",
                        "read_output");
    }

    @Test
    void aNameIsGivenOnce() {
        assertThatExceptionOfType(AuleException.class)
                .isThrownBy(() -> tools.register(new Think()))
                .withMessageContaining("Two tools are named 'think'");
    }

    @Test
    void listsOnlyWhatIsAllowed() {
        assertThat(tools.catalogue(Set.of(new ToolName("exec"), new ToolName("read_file"))))
                .extracting(it -> it.name().value())
                .containsExactly("read_file", "exec");
    }

    @Test
    void describesWhatIsNeededOftenInSevenKilobytesAltogether() {
        var all = new StringBuilder();
        for (var tool :
                tools.catalogue(Set.of()).stream().filter(it -> !it.seldom()).toList()) {
            all.append(
                    "{\"type\":\"function\",\"function\":{\"name\":\"%s\",\"description\":\"%s\",\"parameters\":%s}},"
                            .formatted(tool.name(), tool.purpose(), tools.parameters(tool.name())));
        }

        assertThat(all.toString().getBytes(StandardCharsets.UTF_8).length).isLessThan(7 * 1024);
    }

    @Test
    void givesSchemasThatRefuseUnknownMembers() {
        var schema = Json.wire().readTree(tools.parameters(new ToolName("edit_file")));

        assertThat(schema.path("additionalProperties").asBoolean(true)).isFalse();
        assertThat(schema.path("required")).hasSize(3);
        assertThat(schema.path("properties").propertyNames())
                .containsExactly("path", "search", "replace", "expected_count");
    }

    @Test
    void knowsNoOtherTool() {
        assertThatExceptionOfType(AuleException.class)
                .isThrownBy(() -> tools.parameters(new ToolName("paint")))
                .returns(ErrorCode.NOT_FOUND, AuleException::code);
        assertThat(tools.find("paint")).isEmpty();
        assertThat(tools.find("readFile")).isPresent();
    }
}
