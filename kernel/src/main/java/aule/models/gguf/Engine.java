package aule.models.gguf;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.models.gguf.Frame.Chat;
import aule.models.gguf.Frame.Ended;
import aule.models.gguf.GgufFolder.Stamp;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs one model: starts a process for it at the first chat, again after it ended for whatever reason, and with another
 * version of its file or settings. Chats are answered one after the other, in the order in which they came.
 */
final class Engine implements AutoCloseable {

    private static final int MOST_WAITING = 256;
    private static final int ATTEMPTS = 2;
    private static final long NONE = 0;
    private static final Duration LOADING = Duration.ofMinutes(10);

    /** A long prompt is read without a sign of life. */
    private static final Duration READING = Duration.ofMinutes(15);

    private static final Duration SILENCE = Duration.ofMinutes(3);
    private static final Duration LEAVING = Duration.ofSeconds(1);
    private static final Duration BUSY = Duration.ofSeconds(20);

    /** What an engine is started for. */
    record Version(Stamp stamp, Frame.Load load) {}

    /**
     * What a chat is about.
     *
     * @param temperature null for llama.cpp's default
     * @param schema JSON Schema as text that the answer must match; null for free text
     */
    record Asked(
            List<Frame.Line> messages,
            int maxTokens,
            @Nullable Double temperature,
            @Nullable String schema) {

        Asked {
            messages = List.copyOf(messages);
        }

        private Chat as(long id) {
            return new Chat(id, messages, maxTokens, temperature, schema);
        }
    }

    private record Running(Version version, EngineProcess process) {}

    /**
     * A model in memory.
     *
     * @param bytes of its file
     * @param left how long it stays there without another chat; null while it answers one
     */
    record Loaded(long bytes, @Nullable Duration left) {}

    private final String who;
    private final String library;
    private final Semaphore seat = new Semaphore(1, true);
    private final AtomicLong chats = new AtomicLong();
    private volatile @Nullable Running running;
    private volatile boolean closed;
    private volatile long rested = System.nanoTime();

    /** The chat that the process works on; belongs to whoever has the seat. */
    private volatile long open = NONE;

    Engine(String who, String library) {
        this.who = who;
        this.library = library;
    }

    /**
     * Blocks until the chat is answered. An interrupt is obeyed at once; the engine then stops by itself, or is ended.
     *
     * @param listener hears of {@code Begun} and every {@code Piece}
     */
    Ended chat(Version version, Asked asked, Consumer<Frame> listener) throws InterruptedException {
        if (seat.getQueueLength() >= MOST_WAITING) {
            throw new AuleException(
                            ErrorCode.RATE_LIMITED,
                            "%s answers one chat at a time, and %d wait already.".formatted(who, MOST_WAITING))
                    .after(BUSY);
        }
        seat.acquire();
        try {
            return answer(version, asked.as(chats.incrementAndGet()), listener);
        } finally {
            leave();
        }
    }

    private Ended answer(Version version, Chat chat, Consumer<Frame> listener) throws InterruptedException {
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            var process = ready(version);
            if (process.say(chat)) {
                open = chat.id();
                var ended = converse(process, listener);
                open = NONE;
                if (ended.isPresent()) {
                    return ended.get();
                }
            }
            process.close();
        }
        throw new AuleException(
                ErrorCode.UNAVAILABLE, "%s: its engine ended before it heard the chat; ask again.".formatted(who));
    }

    /** The process of this version, loaded. */
    private EngineProcess ready(Version version) throws InterruptedException {
        if (closed) {
            throw new AuleException(ErrorCode.UNAVAILABLE, "%s: the kernel stops.".formatted(who));
        }
        var now = running;
        if (now != null && now.version().equals(version) && now.process().alive()) {
            return now.process();
        }
        if (now != null) {
            now.process().close();
        }
        running = null;
        var process = EngineProcess.start(who, version.load(), library);
        var loaded = false;
        try {
            load(process);
            running = new Running(version, process);
            loaded = !closed;
        } finally {
            if (!loaded) {
                process.close();
            }
        }
        return process;
    }

    private void load(EngineProcess process) throws InterruptedException {
        var first = process.next(LOADING, "loaded the model").orElse(null);
        switch (first) {
            case Frame.Ready() -> {}
            case Frame.Refused(var reason, var everywhere) ->
                throw everywhere ? foreign(reason) : unusable(process.reason().orElse(reason));
            case null, default -> throw unusable("its engine ended: " + why(process));
        }
    }

    private AuleException unusable(String reason) {
        return new AuleException(
                        ErrorCode.PROVIDER_ERROR,
                        "%s cannot be loaded by llama.cpp: %s. Fetch the file again, take one that this version of llama.cpp knows, or run it with Ollama."
                                .formatted(who, reason.replaceFirst("[.\\s]+$", "")))
                .lasting();
    }

    private AuleException foreign(String reason) {
        return new AuleException(
                        ErrorCode.UNAVAILABLE,
                        "%s: llama.cpp does not run on this machine (%s). Run the model with Ollama, or name the folder of a library that does in %s."
                                .formatted(who, reason, GgufModels.LIBRARY))
                .lasting();
    }

    /** Nothing if the engine went to sleep before it heard the chat. */
    private Optional<Ended> converse(EngineProcess process, Consumer<Frame> listener) throws InterruptedException {
        var patience = READING;
        while (true) {
            switch (process.next(patience, "answered").orElse(null)) {
                case Frame.Begun begun -> listener.accept(begun);
                case Frame.Piece piece -> {
                    patience = SILENCE;
                    listener.accept(piece);
                }
                case Ended ended -> {
                    return Optional.of(ended);
                }
                case Frame.Failed(var _, var reason) -> {
                    open = NONE;
                    throw new AuleException(ErrorCode.PROVIDER_ERROR, "%s: %s".formatted(who, reason)).lasting();
                }
                case Frame.Idle() -> {
                    return Optional.empty();
                }
                case null, default -> throw gone(process);
            }
        }
    }

    private AuleException gone(EngineProcess process) throws InterruptedException {
        open = NONE;
        return new AuleException(
                ErrorCode.PROVIDER_ERROR,
                "%s: its engine ended in the middle of its answer: %s. It is started again at the next chat; if that happens again, give it a smaller context or another file."
                        .formatted(who, why(process)));
    }

    private static String why(EngineProcess process) throws InterruptedException {
        var end = process.end();
        return process.reason().map(it -> end + " (" + it + ")").orElse(end);
    }

    /** Whoever stops listening does not wait for the engine, but whoever comes next does. */
    private void leave() {
        rested = System.nanoTime();
        var now = running;
        var left = open;
        open = NONE;
        if (left == NONE || now == null) {
            seat.release();
            return;
        }
        Thread.ofVirtual().name("engine-leaving").start(() -> {
            try {
                now.process().abandon(left, LEAVING);
            } finally {
                seat.release();
            }
        });
    }

    /** The process that runs now, if one does. */
    Optional<ProcessHandle> process() {
        var now = running;
        return now == null || !now.process().alive()
                ? Optional.empty()
                : Optional.of(now.process().handle());
    }

    /** What is in memory now, if anything is. */
    Optional<Loaded> loaded() {
        var now = running;
        if (now == null || !now.process().alive()) {
            return Optional.empty();
        }
        var version = now.version();
        var left = version.load().idleMillis()
                - Duration.ofNanos(System.nanoTime() - rested).toMillis();
        var answers = seat.availablePermits() == 0;
        return Optional.of(new Loaded(version.stamp().bytes(), answers ? null : Duration.ofMillis(Math.max(0, left))));
    }

    /**
     * Ends the process, after the chat that it answers; the next chat starts another.
     *
     * @throws AuleException with {@code UNAVAILABLE} if that chat takes long
     */
    void unload() throws InterruptedException {
        if (!seat.tryAcquire(BUSY.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AuleException(
                            ErrorCode.UNAVAILABLE,
                            "%s answers a chat; end the run that asks it, or try again when it has answered."
                                    .formatted(who))
                    .after(BUSY);
        }
        try {
            var now = running;
            running = null;
            if (now != null) {
                now.process().close();
            }
        } finally {
            seat.release();
        }
    }

    @Override
    public void close() {
        closed = true;
        var now = running;
        if (now != null) {
            now.process().close();
        }
    }
}
