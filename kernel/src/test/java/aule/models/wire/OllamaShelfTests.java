package aule.models.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aule.egress.EgressRoom;
import aule.egress.Patience;
import aule.kernel.AuleException;
import aule.models.ChatModel.Listener;
import aule.models.ChatModel.Message;
import aule.models.ChatModel.Request;
import aule.models.wire.OllamaShelf.Progress;
import aule.models.wire.OllamaShelf.Running;
import aule.testkit.Awaiting;
import aule.testkit.OllamaServer;
import aule.testkit.Turn;
import aule.testkit.WireServer;
import aule.testkit.WireServer.Behaviour;
import aule.testkit.WireServer.Writing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OllamaShelfTests {

    private final EgressRoom room = EgressRoom.open();

    @AfterEach
    void close() {
        room.close();
    }

    private OllamaShelf at(String address, Patience patience) {
        return new OllamaShelf(new Server("ollama", address, null, room.egress()), patience);
    }

    private static final Patience CALM = Patience.of(Duration.ofSeconds(30));

    private static void line(Writing out, String line) throws IOException {
        out.chunk((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aDownloadTellsHowFarItHasCome() throws InterruptedException {
        Behaviour pulling = (_, out) -> {
            out.begin(200, Map.of("Content-Type", "application/x-ndjson"));
            line(out, "{\"status\":\"pulling manifest\"}");
            line(out, "{\"status\":\"pulling a\",\"digest\":\"sha256:a\",\"total\":100}");
            line(out, "{\"status\":\"pulling a\",\"digest\":\"sha256:a\",\"total\":100,\"completed\":60}");
            line(out, "{\"status\":\"pulling b\",\"digest\":\"sha256:b\",\"total\":10,\"completed\":10}");
            line(out, "{\"status\":\"pulling a\",\"digest\":\"sha256:a\",\"total\":100,\"completed\":100}");
            line(out, "{\"status\":\"verifying sha256 digest\"}");
            line(out, "{\"status\":\"success\"}");
            out.end();
        };
        var heard = new CopyOnWriteArrayList<Progress>();
        try (var server = new WireServer(pulling)) {
            at(server.address(), CALM).pull("llama3.2", heard::add);
            var asked = server.received().getFirst();
            assertThat(asked.path()).isEqualTo("/api/pull");
            assertThat(asked.body()).isEqualTo("{\"model\":\"llama3.2\",\"stream\":true}");
        }
        assertThat(heard)
                .containsExactly(
                        new Progress("pulling manifest", 0, 0),
                        new Progress("pulling a", 0, 100),
                        new Progress("pulling a", 60, 100),
                        new Progress("pulling b", 70, 110),
                        new Progress("pulling a", 110, 110),
                        new Progress("verifying sha256 digest", 110, 110),
                        new Progress("success", 110, 110));
    }

    @Test
    void aModelThatTheLibraryDoesNotHaveIsNamed() {
        Behaviour unknown = (_, out) -> {
            out.begin(200, Map.of("Content-Type", "application/x-ndjson"));
            line(out, "{\"status\":\"pulling manifest\"}");
            line(out, "{\"error\":\"pull model manifest: file does not exist\"}");
            out.end();
        };
        try (var server = new WireServer(unknown)) {
            assertThatThrownBy(() -> at(server.address(), CALM).pull("nosuch", _ -> {}))
                    .isInstanceOf(AuleException.class)
                    .hasMessageContaining("ollama/nosuch")
                    .hasMessageContaining("file does not exist");
        }
    }

    @Test
    void aDownloadThatBreaksOffOrFallsSilentIsAFailure() {
        Behaviour half = (_, out) -> {
            out.begin(200, Map.of("Content-Type", "application/x-ndjson"));
            line(out, "{\"status\":\"pulling manifest\"}");
            out.end();
        };
        try (var server = new WireServer(half)) {
            assertThatThrownBy(() -> at(server.address(), CALM).pull("llama3.2", _ -> {}))
                    .hasMessageContaining("ended in the middle");
        }
        Behaviour silent = (_, out) -> {
            out.begin(200, Map.of());
            line(out, "{\"status\":\"pulling manifest\"}");
            out.stall(Duration.ofSeconds(60));
        };
        var hasty = new Patience(Duration.ofSeconds(30), Duration.ofMillis(200), Duration.ofSeconds(30), 1 << 20);
        try (var server = new WireServer(silent)) {
            assertThatThrownBy(() -> at(server.address(), hasty).pull("llama3.2", _ -> {}))
                    .hasMessageContaining("fell silent");
        }
    }

    @Test
    void anInterruptStopsADownload() throws InterruptedException {
        var heard = new CopyOnWriteArrayList<Progress>();
        Behaviour slow = (_, out) -> {
            out.begin(200, Map.of());
            line(out, "{\"status\":\"pulling manifest\"}");
            out.stall(Duration.ofSeconds(60));
        };
        try (var server = new WireServer(slow)) {
            var caller = Thread.startVirtualThread(() -> {
                try {
                    at(server.address(), CALM).pull("llama3.2", heard::add);
                } catch (InterruptedException _) {
                    heard.clear();
                }
            });
            Awaiting.until("something is heard", () -> !heard.isEmpty());
            caller.interrupt();
            Awaiting.until("the server sees the client leave", () -> server.abandoned() == 1);
            caller.join();
            assertThat(heard).isEmpty();
        }
    }

    @Test
    void whatIsInMemoryIsListedAndLetGoOf() throws InterruptedException {
        try (var server = new OllamaServer()) {
            server.load("llama3.2:latest");
            var shelf = at(server.address(), CALM);
            assertThat(shelf.running())
                    .containsExactly(new Running(
                            "llama3.2", 3_000_000_000L, 1_000_000_000L, Instant.parse("2026-06-04T21:38:31.837530Z")));
            shelf.unload("llama3.2");
            assertThat(shelf.running()).isEmpty();
            assertThatThrownBy(() -> shelf.unload("nosuch")).hasMessageContaining("ollama/nosuch is not known");
        }
    }

    @Test
    void aModelStaysInMemoryForAsLongAsAPersonSays() throws InterruptedException {
        try (var server = new OllamaServer()) {
            server.add(Turn.text("hi"), Turn.text("hi"));
            var host = new Server("ollama", server.address(), null, room.egress());
            var asked = new Request("", List.of(new Message.User("hi")), List.of(), 10, null);
            for (var time : List.of(Duration.ofMinutes(20), Duration.ZERO)) {
                var inventory = new OllamaInventory(host, () -> new UUID(7L, 1), time);
                inventory.client(inventory.spec("llama3.2")).chat(asked, Listener.NONE);
            }
            assertThat(server.chats())
                    .extracting(it -> it.path("keep_alive").asInt(-1))
                    .containsExactly(1200, 0);
        }
    }
}
