package aule.models;

import aule.api.Answer;
import aule.api.Call;
import aule.api.Operations.Handler;
import aule.kernel.Money;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers the operations of {@code api/models.yaml}. */
final class ModelsApi {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ModelView(
            String id,
            String name,
            String provider,
            String role,
            String size,
            @JsonProperty("base_url") String baseUrl,
            @JsonProperty("is_local") boolean isLocal,
            boolean available,
            @JsonProperty("default") boolean isDefault,
            @JsonProperty("context_tokens") @Nullable Integer contextTokens,
            @JsonProperty("max_output_tokens") @Nullable Integer maxOutputTokens,
            ModelSpec.Supports supports,
            @Nullable PriceView price,
            @Nullable String family,
            List<String> tags) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PriceView(
            String input,
            String output,
            @Nullable String cached,
            @JsonProperty("cache_write") @Nullable String cacheWrite,
            @Nullable String image) {

        static PriceView of(Price price) {
            return new PriceView(
                    dollars(price.inputNanos()),
                    dollars(price.outputNanos()),
                    price.cachedNanos() == null ? null : dollars(price.cachedNanos()),
                    price.cacheWriteNanos() == null ? null : dollars(price.cacheWriteNanos()),
                    price.pictureNanos() == null ? null : Money.text(price.pictureNanos()));
        }

        /** US dollars a million tokens. */
        private static String dollars(long nanos) {
            return BigDecimal.valueOf(nanos, 3)
                    .setScale(6, RoundingMode.UNNECESSARY)
                    .toPlainString();
        }
    }

    record OpenAiView(
            String id,
            String object,
            @JsonProperty("owned_by") String ownedBy) {}

    record ModelList(List<ModelView> models, int count, String object, List<OpenAiView> data) {}

    record Discover(
            @JsonProperty("ollama_url") @Nullable String ollamaUrl,
            @JsonProperty("litellm_url") @Nullable String litellmUrl,
            @JsonProperty("litellm_api_key") @Nullable String litellmApiKey) {

        /** Without the key. */
        @Override
        public String toString() {
            return "Discover[ollamaUrl=%s, litellmUrl=%s]".formatted(ollamaUrl, litellmUrl);
        }
    }

    record SourceView(
            String name,
            boolean available,
            String reason,
            @JsonProperty("base_url") String baseUrl,
            @JsonProperty("is_local") boolean isLocal,
            int models) {}

    record DiscoveryView(List<ModelView> models, int count, List<SourceView> sources) {}

    private final Models models;
    private final Providers providers;
    private final Painters painters;

    ModelsApi(Models models, Providers providers, Painters painters) {
        this.models = models;
        this.providers = providers;
        this.painters = painters;
    }

    Map<String, Handler> handlers() {
        return Map.of("listModels", this::list, "discoverModels", this::discover);
    }

    private Answer list(Call call) {
        var views = views(ofKind(call.query("kind").orElse("chat")));
        if (asArray(call)) {
            return Answer.ok(views);
        }
        var data = views.stream()
                .filter(ModelView::available)
                .map(it -> new OpenAiView(it.id(), "model", it.provider()))
                .toList();
        return Answer.ok(new ModelList(views, views.size(), "list", data));
    }

    private List<ModelSpec> ofKind(String kind) {
        return switch (kind) {
            case "image" -> painters.list();
            case "embedding" ->
                providers.all().stream().flatMap(it -> it.embedders().stream()).toList();
            default -> models.list();
        };
    }

    private Answer discover(Call call) {
        var where = call.body(Discover.class);
        var found = providers.discover(where.ollamaUrl(), where.litellmUrl(), where.litellmApiKey());
        var views = views(found.models());
        if (asArray(call)) {
            return Answer.ok(views);
        }
        var sources = found.sources().stream().map(ModelsApi::source).toList();
        return Answer.ok(new DiscoveryView(views, views.size(), sources));
    }

    private static boolean asArray(Call call) {
        return call.query("shape").filter("array"::equals).isPresent();
    }

    private List<ModelView> views(List<ModelSpec> specs) {
        var first = models.defaultModel();
        return specs.stream().map(it -> view(it, it.id().equals(first))).toList();
    }

    private static ModelView view(ModelSpec spec, boolean isDefault) {
        return new ModelView(
                spec.id(),
                spec.name(),
                spec.provider(),
                spec.role(),
                spec.size(),
                spec.baseUrl(),
                spec.isLocal(),
                spec.available(),
                isDefault,
                spec.contextTokens(),
                spec.maxOutputTokens(),
                spec.supports(),
                spec.price() == null ? null : PriceView.of(spec.price()),
                spec.family() == null ? null : spec.family().name().toLowerCase(Locale.ROOT),
                spec.tags().stream().sorted().toList());
    }

    private static SourceView source(ProviderStatus status) {
        return new SourceView(
                status.name(),
                status.available(),
                status.reason(),
                status.baseUrl(),
                status.isLocal(),
                status.models());
    }
}
