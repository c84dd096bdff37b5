package aule.gateway;

import aule.api.Answer;
import aule.api.Call;
import aule.api.Operations;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A room that exists so that the edge can be called, and that remembers what reached it. */
final class Samples {

    record CreateSample(
            String name, @Nullable Integer size, @Nullable String colour) {}

    record Sample(
            String id,
            String name,
            boolean hasSize,
            Instant createdAt,
            @Nullable String nothing) {}

    record Say(String message, @Nullable String conversationId) {}

    record Stored(List<String> files, long bytes) {}

    static final byte[] FILM = new byte[1_000];

    static {
        for (var i = 0; i < FILM.length; i++) {
            FILM[i] = (byte) ('a' + i % 26);
        }
    }

    final AtomicInteger created = new AtomicInteger();
    final List<String> said = new CopyOnWriteArrayList<>();
    final BlockingQueue<Answer.Frame> ticks = new LinkedBlockingQueue<>();
    final CountDownLatch closed = new CountDownLatch(1);
    volatile CountDownLatch gate = new CountDownLatch(0);

    Operations operations() {
        return new Operations(
                "samples",
                Map.of(
                        "listSamples", _ -> Answer.ok(Map.of("samples", List.of(), "count", 0)),
                        "createSample", this::create,
                        "showSample", call -> Answer.ok(Map.of("id", call.path("id"))),
                        "showFixed", _ -> Answer.ok(Map.of("id", "the fixed one")),
                        "streamTicks", _ -> Answer.events(new Ticks()),
                        "talk", this::talk,
                        "showFilm", _ -> film(),
                        "uploadFiles", Samples::upload,
                        "fail", Samples::fail));
    }

    private Answer create(Call call) {
        try {
            if (!gate.await(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The gate stayed closed.");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        var id = "sample-" + created.incrementAndGet();
        var body = call.body(CreateSample.class);
        return Answer.created(
                "/v1/samples/" + id,
                new Sample(id, body.name(), call.has("size"), Instant.parse("2026-01-01T12:00:00Z"), null));
    }

    private Answer talk(Call call) {
        var words = call.body(Say.class);
        said.add("%s in %s".formatted(words.message(), Objects.requireNonNullElse(words.conversationId(), "")));
        return Answer.events(new Ticks());
    }

    private static Answer film() {
        return Answer.bytes(
                        "video/mp4",
                        FILM.length,
                        offset -> new ByteArrayInputStream(Arrays.copyOfRange(FILM, (int) offset, FILM.length)))
                .with("ETag", "\"film-1\"");
    }

    private static Answer upload(Call call) {
        var names = new ArrayList<String>();
        var bytes = 0L;
        for (var part : call.parts()) {
            names.add(part.name() + ":" + part.filename());
            try (var content = part.open()) {
                bytes += content.readAllBytes().length;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return Answer.created("/v1/samples", new Stored(names, bytes));
    }

    private static Answer fail(Call call) {
        throw switch (call.path("how")) {
            case "known" -> new AuleException(ErrorCode.STALE_REVISION, "Somebody else changed it; load it again.");
            default -> new IllegalArgumentException("the password is hunter2");
        };
    }

    /** Gives out what a test puts in. */
    private final class Ticks implements Answer.Feed {

        private boolean over;

        @Override
        public Optional<Answer.Frame> next(Duration patience) throws InterruptedException {
            var frame = ticks.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (frame != null && frame.event().equals("end")) {
                over = true;
                return Optional.empty();
            }
            return Optional.ofNullable(frame);
        }

        @Override
        public boolean ended() {
            return over;
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }
}
