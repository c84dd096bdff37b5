package aule.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import aule.testkit.TempAule;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class WatchFilesApiTests {

    private static final String WATCH = "/v1/projects/proj-default/files/watch";

    @TempDir
    Path home;

    private TempAule aule;

    @BeforeEach
    void start() {
        aule = new TempAule(home);
    }

    @AfterEach
    void stop() {
        aule.close();
    }

    @Test
    void whoeverWatchesHearsOfWhatHappensOutsideTheSystem() throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient();
                var lines = client.send(aule.request(WATCH).build(), BodyHandlers.ofLines())
                        .body()) {
            var said = lines.iterator();
            assertThat(next(said, "event: ")).isEqualTo("event: watching");
            assertThat(next(said, "data: ")).isEqualTo("data: {\"live\":true}");

            Files.createDirectory(home.resolve("projects/default/made-outside"));

            assertThat(next(said, "event: ")).isEqualTo("event: files.touched");
            assertThat(next(said, "data: ")).startsWith("data: {\"folders\":[\"\"");
            client.shutdownNow();
        }
    }

    @Test
    void aProjectThatIsNotThereIsNotWatched() {
        assertThat(aule.get("/v1/projects/proj-none/files/watch").statusCode()).isEqualTo(404);
        assertThat(aule.get(WATCH + "?path=a").statusCode()).isEqualTo(400);
    }

    private static String next(Iterator<String> lines, String start) {
        while (lines.hasNext()) {
            var line = lines.next();
            if (line.startsWith(start)) {
                return line;
            }
        }
        throw new AssertionError("The stream ended.");
    }
}
