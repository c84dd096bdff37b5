package aule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesCommandsTests extends AtTheTerminal {

    private static final String FILES = "/v1/projects/proj-default/files";
    private static final String FOLDER = """
            {"entries":[
              {"name":"src","path":"src","kind":"dir","size":0,"modified_at":"2026-08-01T10:00:00Z"},
              {"name":"olá b.txt","path":"olá b.txt","kind":"file","size":1234,"modified_at":"2026-08-02T10:00:00Z"}]}""";

    @Test
    void aFolderIsListedAlsoWithoutAVerb() {
        kernel.answers("GET " + FILES, FOLDER);

        assertThat(screen.aule("files")).isZero();

        assertThat(screen.out().lines())
                .containsExactly("-      2026-08-01T10:00:00Z  src/", "1,234  2026-08-02T10:00:00Z  olá b.txt");
        assertThat(screen.aule("files", "ls", "-a", "src/deep")).isZero();
        assertThat(kernel.queries).contains("hidden=true&path=src/deep");
    }

    @Test
    void aProjectIsNamed() {
        kernel.answers(
                "GET /v1/projects", "{\"projects\":[{\"id\":\"proj-2\",\"name\":\"Site\",\"folder\":\"/x/site\"}]}");
        kernel.answers("GET /v1/projects/proj-2/files", "{\"entries\":[]}");

        assertThat(screen.aule("files", "ls", "-p", "site")).isZero();

        assertThat(kernel.requests).contains("GET /v1/projects/proj-2/files");
    }

    @Test
    void whatIsKnownOfAFileIsTold() {
        kernel.answers("GET " + FILES, FOLDER);

        assertThat(screen.aule("files", "stat", "olá b.txt")).isZero();

        assertThat(screen.out().lines())
                .containsExactly(
                        "path      olá b.txt", "kind      file", "size      1,234", "modified  2026-08-02T10:00:00Z");
        assertThat(screen.aule("files", "stat", "none")).isEqualTo(1);
        assertThat(screen.err()).contains("There is no file or folder \"none\"");
    }

    @Test
    void aFileIsPrinted() {
        kernel.answers("GET " + FILES + "/raw", "one\ntwo");

        assertThat(screen.aule("files", "cat", "a/b.txt")).isZero();

        assertThat(screen.out()).isEqualTo("one\ntwo");
        assertThat(kernel.queries).contains("path=a/b.txt");
    }

    @Test
    void aFileIsFetchedWholeAndReplacesNothingUnasked(@TempDir Path folder) throws IOException {
        kernel.answers("GET " + FILES, FOLDER);
        kernel.answers("GET " + FILES + "/raw", "the text");

        assertThat(screen.aule("files", "get", "olá b.txt", folder.toString())).isZero();
        assertThat(folder.resolve("olá b.txt")).hasContent("the text");

        Files.writeString(folder.resolve("mine"), "mine");
        assertThat(screen.aule(
                        "files", "get", "olá b.txt", folder.resolve("mine").toString()))
                .isEqualTo(1);
        assertThat(folder.resolve("mine")).hasContent("mine");
        assertThat(screen.aule(
                        "files", "get", "olá b.txt", folder.resolve("mine").toString(), "--force"))
                .isZero();
        assertThat(folder.resolve("mine")).hasContent("the text");
        try (var all = Files.list(folder)) {
            assertThat(all).hasSize(2);
        }
    }

    @Test
    void aFileIsSentUnderItsNameOrAnother(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("é.txt"), "content");
        kernel.answers("POST " + FILES, "{\"files\":[{\"path\":\"docs/é.txt\",\"size\":7}],\"count\":1}");

        assertThat(screen.aule("files", "put", file.toString(), "docs/")).isZero();
        assertThat(screen.aule("files", "put", file.toString(), "a/b.txt")).isZero();

        assertThat(screen.out()).contains("docs/é.txt");
        assertThat(kernel.uploads.getFirst()).contains("filename=\"é.txt\"", "content");
        assertThat(kernel.uploads.getLast()).contains("filename=\"b.txt\"");
        assertThat(kernel.queries).contains("path=docs", "path=a");
        assertThat(screen.aule("files", "put", folder.resolve("none").toString()))
                .isEqualTo(2);
    }

    @Test
    void aFileIsMovedAndDeleted() {
        kernel.answers("POST " + FILES + "/move", "{\"path\":\"b.txt\"}");

        assertThat(screen.aule("files", "mv", "a.txt", "b.txt")).isZero();
        assertThat(kernel.lastBody().toString()).isEqualTo("{\"from\":\"a.txt\",\"to\":\"b.txt\"}");
        assertThat(screen.aule("files", "rm", "-r", "d")).isZero();

        assertThat(kernel.requests).contains("DELETE " + FILES);
        assertThat(kernel.queries).contains("recursive=true&path=d");
    }
}
