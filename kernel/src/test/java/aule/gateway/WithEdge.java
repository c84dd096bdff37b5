package aule.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A door that is open while a test knocks. */
abstract class WithEdge {

    @TempDir
    Path home;

    OpenEdge edge;

    @BeforeEach
    void open() {
        edge = OpenEdge.at(home);
    }

    @AfterEach
    void close() {
        edge.close();
    }

    static void problem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("\"code\":\"%s\"".formatted(code), "\"status\":" + status);
        assertThat(answer.body()).contains("\"request_id\":\"", "\"error\":\"", "\"detail\":\"", "\"retry\":\"");
    }
}
