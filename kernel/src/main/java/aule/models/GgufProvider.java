package aule.models;

import aule.models.cards.Cards;
import aule.models.cards.Terms;
import aule.models.gguf.GgufModels;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The model files in the home's folder, each run by a process of its own. */
record GgufProvider(GgufModels files, Cards cards) implements Provider {

    private static final String NAME = GgufModels.PROVIDER;

    /** What it costs is known, and what it can do is known better here than in any catalogue. */
    private static final Terms TERMS = new Terms(true, true, false);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Source> source() {
        return Optional.empty();
    }

    @Override
    public ProviderStatus status() {
        var usable = (int) models().stream().filter(ModelSpec::available).count();
        var told = usable == 0
                ? "There is no model in %s; put a GGUF file there.".formatted(files.folder())
                : "%d model file%s in %s.".formatted(usable, usable == 1 ? "" : "s", files.folder());
        var faults = String.join(" ", files.faults());
        return new ProviderStatus(
                NAME, usable > 0, (told + " " + faults).strip(), files.folder().toString(), true, usable);
    }

    @Override
    public ProviderStatus look(Duration patience) {
        return status();
    }

    @Override
    public List<ModelSpec> models() {
        return files.look().stream().map(this::dressed).toList();
    }

    @Override
    public Optional<ChatModel> model(String name) {
        return files.model(name, this::dressed);
    }

    private ModelSpec dressed(ModelSpec spec) {
        return cards.dressed(spec, TERMS);
    }

    @Override
    public Optional<String> preferred() {
        return models().stream()
                .filter(ModelSpec::available)
                .map(ModelSpec::name)
                .findFirst();
    }
}
