package aule.boot;

import static org.assertj.core.api.Assertions.assertThat;

import aule.testkit.SocketClient;
import aule.testkit.TempAule;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole kernel over its sockets. */
@Timeout(120)
class LiveWireTests {

    @TempDir
    Path home;

    @Test
    void processesAreStartedListedAndWatchedOverASocket() {
        try (var aule = new TempAule(home);
                var socket = SocketClient.open(aule.uri("/v1/ws?client_id=test"), aule.token())) {
            var empty = socket.ask("{'type': 'process.list', 'id': 'first'}");
            assertThat(empty.path("type").asString()).isEqualTo("response.ok");
            assertThat(empty.path("id").asString()).isEqualTo("first");
            assertThat(empty.at("/data/count").asInt(-1)).isZero();

            socket.ask("{'type': 'events.subscribe', 'id': 'watch', 'patterns': ['run.*']}");
            socket.send("{'type': 'process.spawn', 'id': 'spawn', 'goal': 'list files'}");
            var ended = socket.next("run.completed");
            assertThat(ended.path("subscription").asString()).isEqualTo("watch");

            var run = ended.path("run_id").asString();
            var shown = socket.ask("{'type': 'process.info', 'id': 'info', 'pid': '%s'}".formatted(run));
            assertThat(shown.at("/data/status").asString()).isEqualTo("completed");
        }
    }

    @Test
    void aThinClientTalksToAnAgent() {
        try (var aule = new TempAule(home);
                var socket = SocketClient.open(aule.uri("/v1/agent/ws"), aule.token())) {
            socket.next("system");
            socket.send("{'message': 'list files'}");
            var first = socket.next("assistant");
            assertThat(first.path("text").asString()).isNotBlank();

            socket.send("{'message': 'list files'}");
            assertThat(socket.next("assistant").path("conversation_id")).isEqualTo(first.path("conversation_id"));
        }
    }
}
