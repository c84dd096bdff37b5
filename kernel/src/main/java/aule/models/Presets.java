package aule.models;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The providers of {@code models/providers.yaml}, in its order. */
record Presets(List<Preset> all) {

    /** The providers that the settings configure. */
    static final String OPENAI = "openai";

    static final String OLLAMA = "ollama";

    private static final String LIST = "/models/providers.yaml";

    Presets {
        all = List.copyOf(all);
    }

    static Presets read() {
        try (var in = Presets.class.getResourceAsStream(LIST)) {
            if (in == null) {
                throw new AuleException(ErrorCode.INTERNAL, "The list %s is missing from the product.".formatted(LIST));
            }
            var rows = new YAMLMapper().readTree(in).path("providers");
            return new Presets(rows.properties().stream()
                    .map(it -> preset(it.getKey(), it.getValue()))
                    .toList());
        } catch (IOException e) {
            throw new AuleException(ErrorCode.INTERNAL, "The list %s cannot be read.".formatted(LIST), e);
        }
    }

    private static Preset preset(String id, JsonNode row) {
        return new Preset(
                id,
                row.path("name").asString(id),
                Protocol.valueOf(row.path("protocol").asString("").toUpperCase(Locale.ROOT)),
                row.path("base_url").asString(""),
                row.path("key_variable").asString(""),
                row.path("local").asBoolean(false),
                row.path("relay").asBoolean(false),
                row.path("usual_model").asString(""));
    }

    Optional<Preset> named(String id) {
        return all.stream().filter(it -> it.id().equals(id)).findFirst();
    }

    /** @throws AuleException with {@code INVALID} if there is none */
    Preset needed(String id) {
        return named(id)
                .orElseThrow(() -> new AuleException(
                        ErrorCode.INVALID,
                        "There is no preset '%s'; use one of %s."
                                .formatted(
                                        id,
                                        String.join(
                                                ", ",
                                                all.stream().map(Preset::id).toList()))));
    }
}
