package aule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactCommandsTests extends AtTheTerminal {

    private static final String LIST = """
            {"artifacts":[
              {"id":"art-2","kind":"image","bytes":48213,"version":3,"made_at":"2026-08-02T10:00:00Z","name":"ships.png"},
              {"id":"art-1","kind":"text","bytes":9,"version":1,"made_at":"2026-08-01T10:00:00Z","name":"a\\u001b[2Jb.md"}]}""";

    @Test
    void theyAreListedAlsoWithoutAVerb() {
        kernel.answers("GET /v1/artifacts", LIST);

        assertThat(screen.aule("artifacts")).isZero();

        assertThat(screen.out().lines())
                .hasSize(2)
                .first()
                .isEqualTo("art-2  image  48,213  v3  2026-08-02T10:00:00Z  ships.png");
        assertThat(screen.out()).doesNotContain("\u001b");
        assertThat(screen.aule("artifacts", "ls", "--kind", "image", "--run", "run-1", "a b"))
                .isZero();
        assertThat(kernel.queries).contains("limit=50&q=a b&kind=image&run_id=run-1");
    }

    @Test
    void oneIsWrittenIntoTheFolderThatWasMeant(@TempDir Path folder) throws IOException {
        kernel.answers("GET /v1/artifacts/art-1", "{\"name\":\"../../ships.svg\"}");
        kernel.answers("GET /v1/artifacts/art-1/content", "<svg/>");

        assertThat(screen.aule("artifacts", "get", "art-1", folder.toString(), "--version", "2"))
                .isZero();

        assertThat(folder.resolve("ships.svg")).hasContent("<svg/>");
        assertThat(kernel.queries).contains("version=2");
        Files.writeString(folder.resolve("ships.svg"), "mine");
        assertThat(screen.aule("artifacts", "get", "art-1", folder.toString())).isEqualTo(1);
        assertThat(folder.resolve("ships.svg")).hasContent("mine");
    }

    @Test
    void oneIsDeletedAndBroughtBack() {
        kernel.answers("DELETE /v1/artifacts/art-1", "");
        kernel.answers("POST /v1/artifacts/art-1/restore", "{\"name\":\"ships.svg\"}");

        assertThat(screen.aule("artifacts", "rm", "art-1")).isZero();
        assertThat(screen.aule("artifacts", "rm", "--undo", "art-1")).isZero();

        assertThat(kernel.requests)
                .containsSubsequence("DELETE /v1/artifacts/art-1", "POST /v1/artifacts/art-1/restore");
        assertThat(screen.out()).isEqualTo("ships.svg\n");
    }

    @Test
    void aLinkIsPrintedAndLinksAreTakenBack() {
        kernel.answers("POST /v1/artifacts/art-1/shares", "{\"url\":\"http://share-x.localhost:8080/\"}");
        kernel.answers(
                "GET /v1/artifacts/art-1/shares",
                "{\"shares\":[{\"id\":\"share-1\",\"works\":true},{\"id\":\"share-2\",\"works\":false}]}");
        kernel.answers("DELETE /v1/artifacts/art-1/shares/share-1", "");

        assertThat(screen.aule("artifacts", "share", "--hours", "2", "art-1")).isZero();
        assertThat(screen.out()).isEqualTo("http://share-x.localhost:8080/\n");
        assertThat(kernel.bodies.getLast().path("expires_in_s").asInt()).isEqualTo(7_200);

        assertThat(screen.aule("artifacts", "share", "--revoke", "art-1")).isZero();
        assertThat(screen.out()).contains("1 link taken back");
        assertThat(kernel.requests).doesNotContain("DELETE /v1/artifacts/art-1/shares/share-2");
    }
}
