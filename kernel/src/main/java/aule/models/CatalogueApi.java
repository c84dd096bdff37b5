package aule.models;

import aule.api.Answer;
import aule.api.Call;
import aule.api.Operations.Handler;
import aule.models.ModelsApi.PriceView;
import aule.models.cards.Card;
import aule.models.cards.Cards;
import aule.schema.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Answers the operations on a person's own catalogue of {@code api/models.yaml}. */
final class CatalogueApi {

    record Entry(
            String id,
            @Nullable String size,
            @Nullable Integer contextTokens,
            @Nullable Integer maxOutputTokens,
            @Nullable String family,
            @Nullable List<String> roles,
            @Nullable List<String> tags,
            @Nullable List<String> supports,
            @Nullable PriceBody price) {}

    record PriceBody(
            String input,
            String output,
            @Nullable String cached,
            @Nullable String cacheWrite) {}

    record EntryView(
            String id,
            String source,
            @Nullable String size,
            @Nullable Integer contextTokens,
            @Nullable Integer maxOutputTokens,
            @Nullable String family,
            List<String> roles,
            List<String> tags,
            ModelSpec.@Nullable Supports supports,
            @Nullable PriceView price) {

        static EntryView of(Card card, String source) {
            var family = card.family();
            var price = card.price();
            return new EntryView(
                    card.id(),
                    source,
                    card.size(),
                    card.contextTokens(),
                    card.maxOutputTokens(),
                    family == null ? null : family.name().toLowerCase(Locale.ROOT),
                    card.roles(),
                    card.tags().stream().sorted().toList(),
                    card.supports(),
                    price == null ? null : PriceView.of(price));
        }
    }

    record EntryList(List<EntryView> entries, int count, List<String> problems) {}

    private final Cards cards;
    private final CardRows rows;

    CatalogueApi(Cards cards, CardRows rows) {
        this.cards = cards;
        this.rows = rows;
    }

    Map<String, Handler> handlers() {
        return Map.of(
                "listCatalogue", this::list, "saveCatalogueEntry", this::save, "removeCatalogueEntry", this::remove);
    }

    private Answer list(Call call) {
        var file = cards.written();
        var views = new ArrayList<EntryView>();
        rows.deck().cards().values().forEach(it -> views.add(EntryView.of(it, "settings")));
        file.cards().values().forEach(it -> views.add(EntryView.of(it, "file")));
        return Answer.ok(new EntryList(views, views.size(), file.problems()));
    }

    private Answer save(Call call) {
        var entry = call.body(Entry.class);
        ObjectNode json = Json.wire().valueToTree(entry);
        json.remove("id");
        rows.put(ProvidersApi.origin(call), entry.id(), json);
        return list(call);
    }

    private Answer remove(Call call) {
        rows.remove(ProvidersApi.origin(call), call.query("id").orElse(""));
        return Answer.noContent();
    }
}
