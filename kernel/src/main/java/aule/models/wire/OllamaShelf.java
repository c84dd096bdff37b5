package aule.models.wire;

import aule.egress.Patience;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What an Ollama has on its disk and in its memory, and how that changes. */
public final class OllamaShelf {

    /**
     * How far a model has come.
     *
     * @param status in the words of Ollama, for example {@code pulling manifest}
     * @param completed bytes of all parts that have come
     * @param total bytes of all parts that are known so far; zero before the first is
     */
    public record Progress(String status, long completed, long total) {}

    /**
     * A model in memory.
     *
     * @param bytes in all
     * @param onGraphics bytes of them in the memory of a graphics card
     * @param until when it will be let go of; null if Ollama does not say
     */
    public record Running(
            String name,
            long bytes,
            long onGraphics,
            @Nullable Instant until) {}

    /** A model is large, and its check sum takes a while in which nothing is said. */
    private static final Patience PULLING =
            new Patience(Duration.ofMinutes(2), Duration.ofMinutes(10), Duration.ofDays(2), 4L << 30);

    /** Letting go waits for an answer that is being given. */
    private static final Patience LETTING_GO = Patience.of(Duration.ofMinutes(1));

    private final Server server;
    private final Patience patience;

    public OllamaShelf(Server server) {
        this(server, PULLING);
    }

    /** @param patience with a download */
    OllamaShelf(Server server, Patience patience) {
        this.server = server;
        this.patience = patience;
    }

    /**
     * Gets a model from Ollama's library and returns when it is there. Interrupting the thread stops it; what has come
     * is kept, and the next time goes on from there.
     */
    public void pull(String model, Consumer<Progress> listener) throws InterruptedException {
        var who = server.name() + "/" + model;
        var blame = new Blame(who, server);
        var parts = new LinkedHashMap<String, Progress>();
        var body = Json.write(Json.object().put("model", model).put("stream", true));
        try (var answer = server.stream(who, "/api/pull", body, patience, new AtomicBoolean())) {
            for (var line = blame.during(answer::line); line != null; line = blame.during(answer::line)) {
                if (line.isBlank()) {
                    continue;
                }
                var piece = blame.piece(line);
                listener.accept(progress(piece, parts));
                if (Json.text(piece, "status").equals("success")) {
                    return;
                }
            }
        }
        throw blame.unfinished();
    }

    private static Progress progress(JsonNode piece, Map<String, Progress> parts) {
        var status = Json.text(piece, "status");
        var part = Json.text(piece, "digest");
        if (!part.isEmpty()) {
            parts.put(part, new Progress(status, Json.number(piece, "completed"), Json.number(piece, "total")));
        }
        var completed = parts.values().stream().mapToLong(Progress::completed).sum();
        var total = parts.values().stream().mapToLong(Progress::total).sum();
        return new Progress(status, completed, total);
    }

    /** The models in memory. */
    public List<Running> running() throws InterruptedException {
        return server.get("/api/ps", Inventory.PATIENCE)
                .path("models")
                .valueStream()
                .map(OllamaShelf::running)
                .toList();
    }

    private static Running running(JsonNode model) {
        return new Running(
                OllamaInventory.shortName(Json.text(model, "name")),
                Json.number(model, "size"),
                Json.number(model, "size_vram"),
                instant(Json.text(model, "expires_at")));
    }

    private static @Nullable Instant instant(String text) {
        try {
            return text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException _) {
            return null;
        }
    }

    /** Takes a model out of memory; one that is not there stays so. */
    public void unload(String model) throws InterruptedException {
        var body = Json.object().put("model", model).put("keep_alive", 0).put("stream", false);
        var _ = server.post(server.name() + "/" + model, "/api/generate", body, LETTING_GO);
    }
}
