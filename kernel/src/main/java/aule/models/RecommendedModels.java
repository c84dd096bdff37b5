package aule.models;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.io.IOException;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Local models worth having, from a list that comes with the product. */
record RecommendedModels(List<ModelSpec> models) {

    private static final String LIST = "/models/catalogue.yaml";

    RecommendedModels {
        models = List.copyOf(models);
    }

    static RecommendedModels read() {
        try (var in = RecommendedModels.class.getResourceAsStream(LIST)) {
            if (in == null) {
                throw new AuleException(ErrorCode.INTERNAL, "The list %s is missing from the product.".formatted(LIST));
            }
            var rows = new YAMLMapper().readTree(in).path("models");
            return new RecommendedModels(StreamSupport.stream(rows.spliterator(), false)
                    .map(RecommendedModels::spec)
                    .toList());
        } catch (IOException e) {
            throw new AuleException(ErrorCode.INTERNAL, "The list %s cannot be read.".formatted(LIST), e);
        }
    }

    private static ModelSpec spec(JsonNode row) {
        var name = row.path("name").asString("");
        return new ModelSpec(
                OllamaProvider.NAME + "/" + name,
                name,
                OllamaProvider.NAME,
                row.path("role").asString("general"),
                row.path("size").asString(""),
                "",
                true,
                false,
                row.path("context_tokens").asInt(0),
                new ModelSpec.Supports(
                        row.path("tools").asBoolean(false), row.path("vision").asBoolean(false), true));
    }

    /** Those that are not among the installed ones. */
    List<ModelSpec> missing(List<ModelSpec> installed) {
        return models.stream()
                .filter(it -> installed.stream().noneMatch(have -> have.id().equals(it.id())))
                .toList();
    }
}
