package aule.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTests {

    private static final List<String> KNOWN = List.of(
            "read_file",
            "write_file",
            "edit_file",
            "append_file",
            "list_dir",
            "make_dir",
            "move",
            "delete",
            "exec",
            "think",
            "ask_user",
            "complete");

    @ParameterizedTest
    @CsvSource({
        "read_file,read_file",
        "Read_File,read_file",
        "readFile,read_file",
        "ReadFile,read_file",
        "read-file,read_file",
        "read file,read_file",
        "functions.read_file,read_file",
        "functions/exec,exec",
        "default_api:exec,exec",
        "read_file(),read_file",
        "`exec`,exec",
        "reed_file,read_file",
        "read_fil,read_file",
        "raed_file,read_file",
        "wirte_file,write_file",
        "listdir,list_dir",
        "list_dirs,list_dir",
        "askUser,ask_user",
        "EXEC,exec",
        "exce,exec",
        "compleet,complete",
        "delte,delete",
    })
    void aSlipIsForgiven(String asked, String meant) {
        assertThat(Names.find(asked, KNOWN)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete_file",
                "remove_file",
                "write_dir",
                "file",
                "create",
                "shell",
                "run",
                "rm",
                "",
                "?",
                "_",
                "web_fetch",
                "write",
                "list",
                "copy_file",
                "send_file",
                "exec_file",
                "other.read_file_now"
            })
    void anotherMeaningIsNot(String asked) {
        assertThat(Names.find(asked, KNOWN)).isEmpty();
    }

    @Test
    void deletingNeverBecomesWriting() {
        var near = List.of("write_x", "delete_x", "edit_x");

        assertThat(Names.find("delete_y", near)).contains("delete_x");
        assertThat(Names.find("delete_y", List.of("write_x", "edit_x"))).isEmpty();
        assertThat(Names.find("edit_x", List.of("exit_x"))).contains("exit_x");
        assertThat(Names.find("save_it", List.of("move_it"))).isEmpty();
    }

    @Test
    void whatCouldBeTwoIsNeither() {
        assertThat(Names.find("read_filx", List.of("read_file", "read_fild"))).isEmpty();
    }
}
