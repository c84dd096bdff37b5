package aule.models;

import aule.api.Answer;
import aule.api.Call;
import aule.api.Operations.Handler;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.models.wire.OllamaShelf;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers the operations on local models of {@code api/models.yaml}: downloads, and what is in memory. */
final class ShelfApi {

    record Named(String model) {}

    record PullList(List<Pulls.Pull> pulls, int count) {}

    record RunningView(
            String id,
            long bytes,
            long graphicsBytes,
            @Nullable Instant until) {}

    record RunningList(List<RunningView> models, int count) {}

    private final Providers providers;
    private final Pulls pulls;

    ShelfApi(Providers providers, Pulls pulls) {
        this.providers = providers;
        this.pulls = pulls;
    }

    Map<String, Handler> handlers() {
        return Map.of(
                "listPulls", this::list,
                "pullModel", this::pull,
                "stopPull", this::stop,
                "listRunningModels", this::running,
                "unloadModel", this::unload);
    }

    private Answer list(Call call) {
        var all = pulls.all();
        return Answer.ok(new PullList(all, all.size()));
    }

    private Answer pull(Call call) {
        return Answer.accepted(
                "/v1/models/pulls", pulls.begin(call.body(Named.class).model()));
    }

    private Answer stop(Call call) {
        pulls.stop(call.query("model").orElse(""));
        return Answer.noContent();
    }

    private Answer running(Call call) {
        var views = new ArrayList<RunningView>();
        for (var provider : providers.all()) {
            if (provider.status().available()) {
                provider.shelf()
                        .ifPresent(shelf -> running(shelf)
                                .forEach(it -> views.add(new RunningView(
                                        provider.name() + "/" + it.name(), it.bytes(), it.onGraphics(), it.until()))));
            }
        }
        return Answer.ok(new RunningList(views, views.size()));
    }

    private static List<OllamaShelf.Running> running(OllamaShelf shelf) {
        try {
            return shelf.running();
        } catch (InterruptedException stopped) {
            throw stopping(stopped);
        }
    }

    private Answer unload(Call call) {
        var model = call.body(Named.class).model();
        var slash = model.indexOf('/');
        var shelf = (slash < 0 ? Optional.<Provider>empty() : providers.named(model.substring(0, slash)))
                .flatMap(Provider::shelf)
                .orElseThrow(() -> new AuleException(
                        ErrorCode.INVALID,
                        "'%s' is held by nobody who could let go of it; name one of GET /v1/models/running."
                                .formatted(model)));
        try {
            shelf.unload(model.substring(slash + 1));
        } catch (InterruptedException stopped) {
            throw stopping(stopped);
        }
        return Answer.noContent();
    }

    private static AuleException stopping(InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return new AuleException(ErrorCode.UNAVAILABLE, "The kernel is being stopped.", stopped);
    }
}
