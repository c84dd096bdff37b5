package aule.models;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.models.wire.OllamaShelf;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Downloads of local models: what is under way and how the last ones ended. A download goes on when its asker leaves. */
final class Pulls implements AutoCloseable {

    private static final int REMEMBERED = 50;
    private static final int TOGETHER = 4;

    /** Where a download stands. */
    enum State {
        RUNNING,
        DONE,
        FAILED
    }

    /**
     * One download.
     *
     * @param model {@code provider/model}
     * @param status in the words of the provider
     * @param message why it failed, as a sentence; null unless it did
     */
    record Pull(
            String model,
            State state,
            String status,
            long completedBytes,
            long totalBytes,
            Instant startedAt,
            @Nullable String message) {

        Pull at(OllamaShelf.Progress progress) {
            return new Pull(
                    model, state, progress.status(), progress.completed(), progress.total(), startedAt, message);
        }

        Pull ended(State how, @Nullable String why) {
            return new Pull(model, how, status, completedBytes, totalBytes, startedAt, why);
        }
    }

    private final Providers providers;
    private final InstantSource clock;
    private final PullNews news;
    private final Map<String, Pull> pulls = new LinkedHashMap<>();
    private final Map<String, Thread> workers = new LinkedHashMap<>();
    private boolean closed;

    Pulls(Providers providers, InstantSource clock, PullNews news) {
        this.providers = providers;
        this.clock = clock;
        this.news = news;
    }

    /** All that are under way and the last that ended, the newest first. */
    synchronized List<Pull> all() {
        return List.copyOf(pulls.values()).reversed();
    }

    /**
     * Begins a download unless it is under way.
     *
     * @param wanted {@code provider/model}, or the name alone for the first provider that can download
     * @throws AuleException with {@code INVALID} if the provider downloads nothing, {@code RATE_LIMITED} if too many are
     *     under way
     */
    synchronized Pull begin(String wanted) {
        var place = place(wanted.strip());
        var known = pulls.get(place.model());
        if (known != null && known.state() == State.RUNNING) {
            return known;
        }
        if (workers.size() >= TOGETHER) {
            throw new AuleException(
                    ErrorCode.RATE_LIMITED,
                    "%d downloads are under way already; wait until one has ended.".formatted(TOGETHER));
        }
        var fresh = new Pull(place.model(), State.RUNNING, "beginning", 0, 0, clock.instant(), null);
        pulls.remove(place.model());
        pulls.put(place.model(), fresh);
        forget();
        news.moved(fresh);
        workers.put(place.model(), Thread.ofVirtual().name("model-pull").start(() -> work(place)));
        return fresh;
    }

    private record Place(String model, String name, Provider provider, OllamaShelf shelf) {}

    private Place place(String wanted) {
        var slash = wanted.indexOf('/');
        var provider = slash < 0 ? Optional.<Provider>empty() : providers.named(wanted.substring(0, slash));
        var name = provider.isPresent() ? wanted.substring(slash + 1) : wanted;
        return provider.map(Stream::of)
                .orElseGet(() -> providers.all().stream())
                .flatMap(it -> it.shelf().map(shelf -> new Place(it.name() + "/" + name, name, it, shelf)).stream())
                .findFirst()
                .orElseThrow(() -> new AuleException(
                        ErrorCode.INVALID,
                        "'%s' cannot be downloaded; name a model of an Ollama, for example ollama/llama3.2:3b."
                                .formatted(wanted)));
    }

    private void work(Place place) {
        try {
            place.shelf().pull(place.name(), progress -> update(place.model(), progress));
            place.provider().look(Providers.PATIENCE);
            end(place.model(), State.DONE, null);
        } catch (AuleException failure) {
            end(place.model(), State.FAILED, failure.sentence());
        } catch (InterruptedException _) {
            end(place.model(), State.FAILED, "The download was stopped; begin it again, and it goes on from there.");
        }
    }

    private synchronized void update(String model, OllamaShelf.Progress progress) {
        var moved = pulls.computeIfPresent(model, (_, pull) -> pull.at(progress));
        if (moved != null) {
            news.moved(moved);
        }
    }

    private synchronized void end(String model, State how, @Nullable String why) {
        var ended = pulls.computeIfPresent(model, (_, pull) -> pull.ended(how, why));
        workers.remove(model);
        if (ended != null && !closed) {
            news.ended(ended);
        }
    }

    /** @throws AuleException with {@code NOT_FOUND} if no such download is under way */
    synchronized void stop(String model) {
        var worker = workers.get(model);
        if (worker == null) {
            throw AuleException.notFound("download of", model);
        }
        worker.interrupt();
    }

    private void forget() {
        var ended = pulls.values().stream()
                .filter(it -> it.state() != State.RUNNING)
                .map(Pull::model)
                .toList();
        ended.stream().limit(Math.max(0, pulls.size() - REMEMBERED)).forEach(pulls::remove);
    }

    @Override
    public synchronized void close() {
        closed = true;
        workers.values().forEach(Thread::interrupt);
    }
}
