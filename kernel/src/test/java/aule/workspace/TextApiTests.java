package aule.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import aule.testkit.TempAule;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The text of a project's files over HTTP: read by pages, in any encoding, and found by name and by line. */
@Timeout(120)
class TextApiTests {

    private static final String FILES = "/v1/projects/proj-default/files";

    @TempDir
    static Path home;

    private static TempAule aule;
    private static Path folder;

    @BeforeAll
    static void start() throws IOException {
        aule = new TempAule(home);
        folder = home.resolve("projects/default");
        write("src/main/Orders.java", "class Orders {\n  // finds an order\n}\n");
        write("src/test/OrdersTests.java", "class OrdersTests {}\n");
        write("docs/old-readers.md", "Nobody reads this.\n");
        write(".gitignore", "build/\n");
        write("build/Orders.class.txt", "an order in the build\n");
        Files.writeString(folder.resolve("latin.txt"), "caf\u00e9\n", StandardCharsets.ISO_8859_1);
    }

    @AfterAll
    static void stop() {
        aule.close();
    }

    @Nested
    class Reading {

        @Test
        void aLongTextComesInPagesOfWholeCharacters() throws IOException {
            var text = "\u00e4\u20ac\ud83d\ude00".repeat(4_000);
            write("long.txt", text);
            var all = new StringBuilder();
            var pages = 0;
            for (var offset = 0L; offset >= 0; pages++) {
                var page = get("/content?path=long.txt&limit=1000&offset=" + offset);
                assertThat(page.path("truncated").asBoolean()).isTrue();
                assertThat(page.path("revision").asString()).isEmpty();
                all.append(page.path("content").asString());
                offset = page.path("next_offset").asLong(-1);
            }
            assertThat(all).hasToString(text);
            assertThat(pages).isGreaterThan(30);
        }

        @Test
        void whatIsNoTextIsSaidToBeNone() throws IOException {
            Files.write(folder.resolve("noise.bin"), new byte[] {1, 0, 2});
            var content = get("/content?path=noise.bin");
            assertThat(content.path("binary").asBoolean()).isTrue();
            assertThat(content.path("content").asString()).isEmpty();
        }
    }

    @Nested
    class Writing {

        @Test
        void keepsTheEncodingInWhichTheFileWasRead() throws IOException {
            var read = get("/content?path=latin.txt");
            assertThat(read.path("encoding").asString()).isEqualTo("latin-1");
            assertThat(read.path("content").asString()).isEqualTo("caf\u00e9\n");

            var answer = aule.send("PUT", FILES + "/content", """
                    {"path": "latin.txt", "content": "th\u00e9\\n", "encoding": "latin-1", "revision": "%s"}""".formatted(
                            read.path("revision").asString()));

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(folder.resolve("latin.txt")).hasBinaryContent(new byte[] {'t', 'h', (byte) 0xe9, '\n'});
        }

        @Test
        void aCharacterThatTheEncodingLacksIsRefusedAndNothingIsLost() {
            var answer = aule.send("PUT", FILES + "/content", """
                    {"path": "src/test/OrdersTests.java", "content": "\u20ac", "encoding": "latin-1"}""");
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(folder.resolve("src/test/OrdersTests.java")).hasContent("class OrdersTests {}\n");
        }
    }

    @Nested
    class Searching {

        @Test
        void namesFitByTheirCharactersAndTheNearestComeFirst() {
            assertThat(get("/search?q=orders").path("hits").findValuesAsString("path"))
                    .startsWith("src/main/Orders.java", "src/test/OrdersTests.java")
                    .doesNotContain("build/Orders.class.txt");
            assertThat(get("/search?q=odrt").path("hits").findValuesAsString("path"))
                    .containsExactly("src/test/OrdersTests.java");
        }

        @Test
        void linesAreFoundWithTheirPlace() {
            var hits = get("/search?in=contents&q=AN%20order").path("hits");
            assertThat(hits).hasSize(1);
            assertThat(hits.get(0).path("path").asString()).isEqualTo("src/main/Orders.java");
            assertThat(hits.get(0).path("line").asInt()).isEqualTo(2);
            assertThat(hits.get(0).path("column").asInt()).isEqualTo(12);
            assertThat(get("/search?in=contents&match_case=true&q=AN%20order")
                            .path("count")
                            .asInt())
                    .isZero();
            assertThat(get("/search?in=contents&hidden=true&q=an%20order")
                            .path("count")
                            .asInt())
                    .isEqualTo(2);
        }

        @Test
        void aRegularExpressionIsOneOnlyWhenItIsSaidToBe() {
            var query = URLEncoder.encode("class \\w+Tests", StandardCharsets.UTF_8);
            assertThat(get("/search?in=contents&q=" + query).path("count").asInt())
                    .isZero();
            assertThat(get("/search?in=contents&regex=true&q=" + query)
                            .path("count")
                            .asInt())
                    .isEqualTo(1);
            assertThat(aule.get(FILES + "/search?in=contents&regex=true&q=%28").statusCode())
                    .isEqualTo(400);
        }

        @Test
        void moreThanTheLimitIsToldToBeIncomplete() throws IOException {
            write("many.txt", "needle\n".repeat(200));
            for (var number : IntStream.range(0, 30).toArray()) {
                write("many/needle-%02d.txt".formatted(number), "");
            }
            var lines = get("/search?in=contents&q=needle");
            assertThat(lines.path("count").asInt()).isEqualTo(50);
            assertThat(lines.path("complete").asBoolean()).isFalse();
            var names = get("/search?q=needle&limit=10");
            assertThat(names.path("count").asInt()).isEqualTo(10);
            assertThat(names.path("complete").asBoolean()).isFalse();
        }

        @Test
        void aPathThatLeadsOutIsDenied() {
            assertThat(aule.get(FILES + "/search?q=a&path=../..").statusCode()).isBetween(400, 404);
        }
    }

    private static JsonNode get(String tail) {
        var answer = aule.get(FILES + tail);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TempAule.json(answer);
    }

    private static void write(String path, String text) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
