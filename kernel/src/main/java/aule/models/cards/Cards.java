package aule.models.cards;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.models.ModelSpec;
import aule.models.Price;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Everything that is known of models: what comes with the product, and above it what a person wrote. */
public final class Cards {

    private static final String BUILT_IN = "/models/catalogue.yaml";

    /** Servers that hand calls on to somebody who may want money. */
    private static final Set<String> RELAYS = Set.of("litellm", "openrouter");

    /** Ollama runs these elsewhere. */
    private static final Pattern ELSEWHERE = Pattern.compile(".*[:-]cloud$");

    private final Deck builtIn;
    private final DeckFile person;

    private Cards(Deck builtIn, DeckFile person) {
        this.builtIn = builtIn;
        this.person = person;
    }

    /** @param person the person's own catalogue, read again whenever it changed */
    public static Cards open(DeckFile person) {
        try (var in = Cards.class.getResourceAsStream(BUILT_IN)) {
            if (in == null) {
                throw new AuleException(
                        ErrorCode.INTERNAL, "The list %s is missing from the product.".formatted(BUILT_IN));
            }
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new Cards(new DeckReader(BUILT_IN).read(text), person);
        } catch (IOException e) {
            throw new AuleException(ErrorCode.INTERNAL, "The list %s cannot be read.".formatted(BUILT_IN), e);
        }
    }

    /**
     * The model with all that is known of it. The person has the last word, then the server; one on this machine costs
     * nothing unless somebody says otherwise.
     *
     * @param serverTells whether the server itself says what its models can do
     */
    public ModelSpec dressed(ModelSpec spec, boolean serverTells) {
        var known = builtIn(spec).map(it -> it.under(spec, serverTells)).orElse(spec);
        var priced = known.price() == null && runsHere(spec) ? known.withPrice(Price.FREE) : known;
        return person.deck().exactly(spec.id()).map(it -> it.over(priced)).orElse(priced);
    }

    private static boolean runsHere(ModelSpec spec) {
        return spec.isLocal()
                && !RELAYS.contains(spec.provider())
                && !ELSEWHERE.matcher(spec.name()).matches();
    }

    private Optional<Card> builtIn(ModelSpec spec) {
        return builtIn.about(spec.id())
                .or(() -> RELAYS.contains(spec.provider()) ? builtIn.about(relayed(spec.name())) : Optional.empty());
    }

    /** Relays name a model by its maker: {@code google/…}, and Anthropic's with a dot in the version. */
    private static String relayed(String name) {
        return name.replaceFirst("^google/", "gemini/")
                .replaceFirst("^mistralai/", "mistral/")
                .replaceFirst("^(anthropic/.*-\\d)\\.(\\d)$", "$1-$2");
    }

    /** Models worth installing that are not among the installed ones. */
    public List<ModelSpec> worthInstalling(List<ModelSpec> installed) {
        return builtIn.cards().values().stream()
                .filter(Card::recommended)
                .filter(it -> installed.stream().noneMatch(have -> have.id().equals(it.id())))
                .map(Card::missing)
                .map(it -> dressed(it, false))
                .toList();
    }

    /** What is wrong with the person's catalogue, a sentence each; empty if all of it counts. */
    public List<String> problems() {
        return person.deck().problems();
    }
}
