package aule.models;

import aule.api.Answer;
import aule.api.Call;
import aule.api.Operations.Handler;
import aule.models.gguf.EngineSettings;
import aule.models.gguf.GgufModels;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers the operations on model files of {@code api/models.yaml}. */
final class FilesApi {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FileView(
            String name,
            String id,
            String file,
            boolean available,
            @Nullable String fault,
            String size,
            @JsonProperty("context_tokens") @Nullable Integer contextTokens,
            boolean running,
            EngineSettings settings) {}

    record FileList(String folder, List<FileView> files, int count) {}

    private final GgufModels files;

    FilesApi(GgufModels files) {
        this.files = files;
    }

    Map<String, Handler> handlers() {
        return Map.of("listModelFiles", this::list, "setModelFile", this::set, "forgetModelFile", this::forget);
    }

    private Answer list(Call call) {
        var views = files.held().stream().map(FilesApi::view).toList();
        return Answer.ok(new FileList(files.folder().toString(), views, views.size()));
    }

    private Answer set(Call call) {
        return Answer.ok(view(files.run(call.path("name"), call.body(EngineSettings.class))));
    }

    private Answer forget(Call call) {
        files.forget(call.path("name"));
        return Answer.noContent();
    }

    private static FileView view(GgufModels.Held held) {
        return new FileView(
                held.name(),
                GgufModels.PROVIDER + "/" + held.name(),
                held.file().toString(),
                held.fault().isEmpty(),
                held.fault().isEmpty() ? null : held.fault(),
                held.size(),
                held.context(),
                held.running(),
                held.settings());
    }
}
