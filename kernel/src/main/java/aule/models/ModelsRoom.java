package aule.models;

import aule.api.Operations;
import aule.breaker.Breakers;
import aule.egress.Egress;
import aule.journal.Journal;
import aule.kernel.Ids;
import aule.kernel.OrgId;
import aule.kernel.Transactions;
import aule.models.cards.Cards;
import aule.models.cards.DeckFile;
import aule.models.gguf.GgufModels;
import aule.models.minilm.MiniLm;
import aule.rules.Rules;
import aule.vault.Vault;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * The room's doors, ready for the composition root.
 *
 * @param paid models for whatever is no step of a run
 * @param painters models that make pictures
 * @param begin begins to hear of changes that other kernels make
 * @param engines what runs models on this machine; it ends when it is closed
 */
public record ModelsRoom(
        Models models,
        PaidModels paid,
        Painters painters,
        Providers providers,
        Operations operations,
        Supplier<Life> begin,
        AutoCloseable engines) {

    /** What goes on in the background until it is closed. */
    @FunctionalInterface
    public interface Life extends AutoCloseable {

        @Override
        void close();
    }

    /**
     * What the room stands on.
     *
     * @param charges has what models are asked paid for
     */
    public record Ground(
            Egress egress,
            Transactions<Handle> transactions,
            Vault vault,
            Journal journal,
            Rules rules,
            Breakers breakers,
            InstantSource clock,
            Ids ids,
            Charges charges) {}

    /**
     * Opens without waiting for any provider; they are looked for in the background.
     *
     * @param file the person's own catalogue, which need not exist; model files are in the folder {@code models} beside it
     * @param environment of which OPENAI_BASE_URL, OPENAI_MODEL, OLLAMA_HOST, AULE_LLAMA_LIBRARY and the keys of all presets are read
     */
    public static ModelsRoom open(
            Ground ground, Path file, Map<String, String> environment, ProviderSettings settings) {
        var presets = Presets.read();
        var announcements = new Announcements(ground.journal());
        var entries = new SqlEntries(ground.transactions(), OrgId.LOCAL, ground.clock());
        var edited = new CardRows(entries, announcements);
        var cards = Cards.open(new DeckFile(file), edited::deck);
        var memory = new Memory(entries);
        var setup = new Setup(presets, entries, ground.vault(), OrgId.LOCAL, environment);
        var files = new GgufModels(file.resolveSibling("models"), environment);
        var vectors = new MiniLm(ground.clock());
        var maker = new Lineup.Maker(
                ground.egress(), ground.ids(), presets, cards, memory, new GgufProvider(files, cards), vectors);
        var lineup = maker.lineup(settings, setup.sources(settings), List.of());
        var circuits = new Circuits(ground.breakers());
        var catalogue = new Catalogue(lineup, cards, circuits, new Gates(ground.clock(), Thread::sleep));
        var providers = new Providers(catalogue, maker, setup);
        var rows = new ProviderRows(presets, setup, providers, announcements, memory);
        var table = new RoutingTable(entries, ground.rules(), announcements);
        var painters = new Painters(catalogue, table, maker);
        var models = new RoutedModels(catalogue, new Router(catalogue, table));
        var pulls = new Pulls(providers, ground.clock(), new PullNews(ground.journal()));
        var _ = providers.status();
        var handlers = new HashMap<>(new ModelsApi(models, providers, painters).handlers());
        handlers.putAll(new RoutingApi(table).handlers());
        handlers.putAll(new ShelfApi(providers, pulls, files, ground.clock()).handlers());
        handlers.putAll(new CatalogueApi(cards, edited).handlers());
        handlers.putAll(new ProvidersApi(presets, providers, rows, circuits, ground.egress()).handlers());
        handlers.putAll(new FilesApi(files).handlers());
        var paid = new PaidModels(ground.charges());
        handlers.putAll(new EmbeddingsApi(new Embedders(catalogue, table), paid).handlers());
        AutoCloseable engines = () -> {
            files.close();
            vectors.close();
        };
        Supplier<Life> begin = () -> {
            var follower = announcements.follow(() -> {
                providers.reload();
                table.reload();
                edited.reload();
            });
            return () -> {
                follower.close();
                pulls.close();
            };
        };
        return new ModelsRoom(models, paid, painters, providers, new Operations("models", handlers), begin, engines);
    }
}
