package aule.testkit;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.models.ChatModel;
import aule.models.ModelSpec;
import aule.models.Models;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The models that a test brings, the default one first. */
public class FixedModels implements Models {

    private final List<ChatModel> models;

    public FixedModels(ChatModel... models) {
        this.models = List.of(models);
    }

    @Override
    public ChatModel choose(@Nullable String wanted) {
        return models.stream()
                .filter(it -> wanted == null || it.spec().id().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new AuleException(
                        ErrorCode.INVALID, "There is no model '%s'; GET /v1/models lists them.".formatted(wanted)));
    }

    @Override
    public List<ModelSpec> list() {
        return models.stream().map(ChatModel::spec).toList();
    }

    @Override
    public Optional<ModelSpec> find(String id) {
        return list().stream().filter(it -> it.id().equals(id)).findFirst();
    }

    @Override
    public String defaultModel() {
        return models.getFirst().spec().id();
    }
}
