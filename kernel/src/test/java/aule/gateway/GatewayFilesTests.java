package aule.gateway;

import static aule.gateway.OpenEdge.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayFilesTests extends WithEdge {

    @Nested
    class Uploading {

        private HttpResponse<String> upload(String name, String content) {
            var body = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n%s\r\n--b--\r\n"
                    .formatted(name, content);
            return edge.send(edge.owner("/v1/samples/files")
                    .header("Content-Type", "multipart/form-data; boundary=b")
                    .POST(BodyPublishers.ofString(body)));
        }

        @Test
        void partsArriveWithTheirNames() {
            assertThat(upload("../../etc/passwd", "hello").body())
                    .isEqualTo("{\"files\":[\"file:../../etc/passwd\"],\"bytes\":5}");
        }

        @Test
        void largePartsArriveWhole() {
            assertThat(upload("big", "x".repeat(20_000_000)).body()).contains("\"bytes\":20000000");
        }

        @Test
        void nothingStaysBehind() throws IOException {
            var before = waiting();
            upload("big", "x".repeat(1_000_000));
            upload("big", "x".repeat(53_000_000));

            assertThat(waiting()).isEqualTo(before);
        }

        private List<Path> waiting() throws IOException {
            try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
                return files.filter(it -> it.getFileName().toString().startsWith("MultiPart"))
                        .sorted()
                        .toList();
            }
        }

        @Test
        void moreThanFiftyMegabytesIsTooMuch() {
            problem(upload("big", "x".repeat(53_000_000)), 413, "too_large");
        }

        @Test
        void anEarlyRefusalIsHeardOverTheUpload() {
            for (var i = 0; i < 5; i++) {
                problem(
                        edge.send(edge.anyone("/v1/samples/files")
                                .header("Content-Type", "multipart/form-data; boundary=b")
                                .POST(BodyPublishers.ofString("x".repeat(5_000_000)))),
                        401,
                        "unauthenticated");
                problem(upload("big", "x".repeat(53_000_000)), 413, "too_large");
            }
        }

        @Test
        void aRefusalCutsTheLineOnlyUnderABodyThatNobodyRead() {
            var bare = edge.send(edge.anyone("/v1/samples"));
            var read = edge.post("/v1/samples", "{}");
            var unread = edge.send(json(edge.anyone("/v1/samples"), "POST", "{}"));

            assertThat(bare.headers().firstValue("Connection")).isEmpty();
            assertThat(read.headers().firstValue("Connection")).isEmpty();
            assertThat(unread.headers().firstValue("Connection")).contains("close");
        }

        @Test
        void aBrokenBodyIsRefused() {
            problem(
                    edge.send(edge.owner("/v1/samples/files")
                            .header("Content-Type", "multipart/form-data; boundary=b")
                            .POST(BodyPublishers.ofString("--c\r\nnonsense"))),
                    400,
                    "invalid");
            problem(
                    edge.send(edge.owner("/v1/samples/files")
                            .header("Content-Type", "multipart/form-data")
                            .POST(BodyPublishers.ofString("x"))),
                    400,
                    "invalid");
        }
    }

    @Nested
    class Ranging {

        private HttpResponse<String> film(String range, String... more) {
            var request = edge.owner("/v1/samples/film").header("Range", range);
            if (more.length > 0) {
                request.headers(more);
            }
            return edge.send(request);
        }

        private String bytes(int from, int to) {
            return new String(Samples.FILM, from, to - from + 1, StandardCharsets.US_ASCII);
        }

        @ParameterizedTest
        @CsvSource({
            "bytes=0-9, 0, 9",
            "bytes=990-, 990, 999",
            "bytes=-5, 995, 999",
            "bytes=995-5000, 995, 999",
            "bytes=-5000, 0, 999",
            "bytes=999-999, 999, 999"
        })
        void aRangeIsAnsweredWithExactlyItsBytes(String range, int from, int to) {
            var answer = film(range);

            assertThat(answer.statusCode()).isEqualTo(206);
            assertThat(answer.headers().firstValue("Content-Range")).contains("bytes %d-%d/1000".formatted(from, to));
            assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(to - from + 1);
            assertThat(answer.body()).isEqualTo(bytes(from, to));
        }

        @ParameterizedTest
        @ValueSource(strings = {"bytes=1000-", "bytes=5000-6000", "bytes=-0"})
        void bytesThatAreNotThereAreSaid(String range) {
            var answer = film(range);

            assertThat(answer.statusCode()).isEqualTo(416);
            assertThat(answer.headers().firstValue("Content-Range")).contains("bytes */1000");
            assertThat(answer.body()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"bytes=", "bytes=-", "bytes=9-1", "items=0-1", "bytes=0-1,5-6", "bytes=a-b"})
        void aRangeThatMakesNoSenseIsIgnored(String range) {
            var answer = film(range);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(bytes(0, 999));
        }

        @Test
        void aCopyOfSomethingElseIsReplacedWhole() {
            assertThat(film("bytes=0-1", "If-Range", "\"film-0\"").statusCode()).isEqualTo(200);
            assertThat(film("bytes=0-1", "If-Range", "\"film-1\"").statusCode()).isEqualTo(206);
        }

        @Test
        void aCopyThatIsStillGoodIsKept() {
            var answer = edge.send(edge.owner("/v1/samples/film").header("If-None-Match", "\"film-1\""));

            assertThat(answer.statusCode()).isEqualTo(304);
            assertThat(answer.body()).isEmpty();
        }
    }
}
