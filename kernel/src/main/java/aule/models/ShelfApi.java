package aule.models;

import aule.api.Answer;
import aule.api.Call;
import aule.api.Operations.Handler;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.models.gguf.GgufModels;
import aule.models.wire.OllamaShelf;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    private final GgufModels files;
    private final InstantSource clock;

    ShelfApi(Providers providers, Pulls pulls, GgufModels files, InstantSource clock) {
        this.providers = providers;
        this.pulls = pulls;
        this.files = files;
        this.clock = clock;
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
        var now = clock.instant();
        files.running()
                .forEach(it -> views.add(new RunningView(
                        GgufModels.PROVIDER + "/" + it.name(),
                        it.bytes(),
                        0,
                        it.left() == null ? null : now.plus(it.left()))));
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
        try {
            unload(model, model.indexOf('/'));
        } catch (InterruptedException stopped) {
            throw stopping(stopped);
        }
        return Answer.noContent();
    }

    private void unload(String model, int slash) throws InterruptedException {
        var provider = slash < 0 ? "" : model.substring(0, slash);
        var name = model.substring(slash + 1);
        if (provider.equals(GgufModels.PROVIDER)) {
            files.unload(name);
            return;
        }
        providers
                .named(provider)
                .flatMap(Provider::shelf)
                .orElseThrow(() -> new AuleException(
                        ErrorCode.INVALID,
                        "'%s' is held by nobody who could let go of it; name one of GET /v1/models/running."
                                .formatted(model)))
                .unload(name);
    }

    private static AuleException stopping(InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return new AuleException(ErrorCode.UNAVAILABLE, "The kernel is being stopped.", stopped);
    }
}
