package aule.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aule.egress.Egress;
import aule.egress.EgressRoom;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.models.EmbeddingModel;
import aule.models.ModelSpec;
import aule.testkit.WireServer.Behaviour;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every model that makes vectors keeps to. */
@Timeout(60)
public abstract class EmbeddingContract {

    protected static final String KEY = "sk-secret-0123456789";

    private final EgressRoom room = EgressRoom.open();

    protected abstract ModelServer server();

    /** The one model that the server lists for vectors. */
    protected abstract List<ModelSpec> listed(Egress egress) throws InterruptedException;

    /** A client for a server at an address. */
    protected abstract EmbeddingModel client(String address, Egress egress);

    /** A body with this many vectors, as the protocol writes it. */
    protected abstract String body(List<List<Double>> vectors);

    private EmbeddingModel model() {
        return client(server().address(), room.egress());
    }

    @AfterEach
    void closeBoth() {
        room.close();
        server().close();
    }

    @Test
    void everyTextHasItsVectorInOrder() throws InterruptedException {
        var made = model().embed(List.of("aeiou", "xyz", "açaí 🎉"));
        assertThat(made.vectors()).hasSize(3);
        assertThat(made.vectors().get(0)).containsExactly(5, 5, 0.5f);
        assertThat(made.vectors().get(1)).containsExactly(3, 0, 0.5f);
        assertThat(made.vectors().get(2)[0]).isEqualTo("açaí 🎉".length());
        assertThat(made.usage().tokensIn()).isEqualTo(3);
    }

    @Test
    void manyTextsGoInSeveralRequests() throws InterruptedException {
        var texts = IntStream.range(0, 300)
                .mapToObj("x"::repeat)
                .map(it -> "t" + it)
                .toList();
        var made = model().embed(texts);
        assertThat(made.vectors())
                .extracting(it -> (int) it[0])
                .isEqualTo(texts.stream().map(String::length).toList());
        assertThat(server().received()).hasSizeGreaterThan(1);
        assertThat(made.usage().tokensIn()).isEqualTo(300);
    }

    @Test
    void noTextsAskNobody() throws InterruptedException {
        assertThat(model().embed(List.of()).vectors()).isEmpty();
        assertThat(server().received()).isEmpty();
    }

    @Test
    void aBlankTextIsRefusedHere() {
        assertThatThrownBy(() -> model().embed(List.of("a", " ")))
                .isInstanceOfSatisfying(
                        AuleException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.INVALID));
    }

    @Test
    void modelsForVectorsAreListedApart() throws InterruptedException {
        assertThat(listed(room.egress())).singleElement().satisfies(it -> {
            assertThat(it.name()).contains("embed");
            assertThat(it.supports().embedding()).isTrue();
        });
    }

    @Test
    void whatIsNotAVectorForEachTextIsAFailure() {
        fails(body(List.of(List.of(1.0))), "1 vectors for 2 texts");
        fails(body(List.of(List.of(1.0), List.of(1.0, 2.0))), "different lengths");
        fails(body(List.of(List.of(), List.of())), "different lengths");
        fails(body(List.of(List.of(1.0), List.of(1e300))), "something else than numbers");
        fails("{\"oops\":", "not a JSON object");
    }

    private void fails(String body, String cause) {
        try (var odd = new WireServer((_, out) -> out.whole(200, Map.of(), body))) {
            var model = client(odd.address(), room.egress());
            assertThatThrownBy(() -> model.embed(List.of("a", "b")))
                    .hasMessageStartingWith(model.spec().id())
                    .hasMessageContaining(cause)
                    .isInstanceOfSatisfying(
                            AuleException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.PROVIDER_ERROR));
        }
    }

    @Test
    void aRefusalIsToldWithoutTheKey() {
        Behaviour busy = (_, out) ->
                out.whole(429, Map.of("Retry-After", "7"), "{\"error\":{\"message\":\"slow down, " + KEY + "\"}}");
        try (var refusing = new WireServer(busy)) {
            var model = client(refusing.address(), room.egress());
            assertThatThrownBy(() -> model.embed(List.of("a")))
                    .hasMessageContaining("slow down")
                    .hasMessageNotContaining(KEY)
                    .isInstanceOfSatisfying(AuleException.class, it -> {
                        assertThat(it.code()).isEqualTo(ErrorCode.RATE_LIMITED);
                        assertThat(it.retryAfter()).contains(Duration.ofSeconds(7));
                    });
        }
    }

    @Test
    void anInterruptClosesTheConnection() throws InterruptedException {
        try (var mute = new WireServer((_, out) -> out.stall(Duration.ofSeconds(60)))) {
            var model = client(mute.address(), room.egress());
            var outcome = new AtomicReference<Throwable>();
            var caller = Thread.startVirtualThread(() -> {
                try {
                    model.embed(List.of("a"));
                } catch (InterruptedException e) {
                    outcome.set(e);
                }
            });
            Awaiting.until("the server is asked", () -> !mute.received().isEmpty());
            caller.interrupt();
            Awaiting.until("the server sees the client leave", () -> mute.abandoned() == 1);
            caller.join();
            assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
        }
    }
}
