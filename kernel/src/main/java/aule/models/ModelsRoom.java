package aule.models;

import aule.api.Operations;
import aule.breaker.Breakers;
import aule.egress.Egress;
import aule.kernel.Ids;
import aule.models.cards.Cards;
import aule.models.cards.DeckFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The room's doors, ready for the composition root. */
public record ModelsRoom(Models models, Providers providers, Operations operations) {

    /**
     * Opens without waiting for any provider; they are looked for in the background.
     *
     * @param file the person's own catalogue, which need not exist
     * @param environment of which OPENAI_API_KEY, OPENAI_BASE_URL, OPENAI_MODEL and OLLAMA_HOST are read
     */
    public static ModelsRoom open(
            Egress egress,
            Ids ids,
            Path file,
            Map<String, String> environment,
            ProviderSettings settings,
            Breakers breakers) {
        var cards = Cards.open(new DeckFile(file));
        var maker = new Lineup.Maker(egress, ids, cards);
        var lineup = maker.lineup(new Addresses(settings, environment), List.of());
        var circuits = new Circuits(breakers);
        var catalogue = new Catalogue(lineup, cards, circuits);
        var providers = new Providers(catalogue, maker, environment);
        var _ = providers.status();
        return new ModelsRoom(catalogue, providers, new ModelsApi(catalogue, providers, circuits).operations());
    }
}
